"""Her own résumé as a file: linked where there is one, in words that say what it is."""

from __future__ import annotations

import pytest

from proofolio.views.footer import footer_view
from proofolio.views.parts.cv import cv_link
from proofolio.views.parts.links import Link

OWN = {"src": "files/cv.pdf", "file": "site_src/files/cv.pdf"}


def test_without_a_file_nothing_is_linked(make_site):
    assert cv_link(make_site()) is None


@pytest.mark.parametrize(
    ("cv", "link"),
    [
        (OWN, Link("Résumé (PDF)", "files/cv.pdf")),
        ({**OWN, "file": "site_src/files/Ana & Co’s.pdf"}, ("files/Ana%20%26%20Co%E2%80%99s.pdf")),
        ({"src": "https://a.example/x.PDF"}, Link("Résumé (PDF)", "https://a.example/x.PDF")),
        (
            {"src": "https://www.a.example/me"},
            Link("Résumé on a.example", "https://www.a.example/me"),
        ),
    ],
)
def test_the_link_says_what_it_leads_to(make_site, cv, link):
    found = cv_link(make_site(profile={"cv": cv}))
    assert (found if isinstance(link, Link) else found.address) == link
    assert cv_link(make_site(profile={"cv": cv}), short=True) == Link("CV", found.address)


def test_about_resume_and_footer_lead_to_it(make_site, read_page):
    site = make_site(profile={"cv": OWN, "summary": "I count.", "work": [{"name": "Utility"}]})
    about = [a["href"] for a in read_page(site, "about/").select(".pf-more a")]
    assert about == ["../resume/", "../files/cv.pdf"]
    assert [a["href"] for a in read_page(site, "resume/").select(".pf-more a")] == [
        "../files/cv.pdf"
    ]
    assert footer_view(site, {}).further == (Link("Résumé (PDF)", "files/cv.pdf"),)


def test_a_file_that_is_held_back_is_not_linked(make_site):
    site = make_site(profile={"cv": OWN})
    site.files.unshown = frozenset({OWN["file"]})
    assert cv_link(site) is None
