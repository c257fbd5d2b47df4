"""Old addresses lead to new ones."""

from __future__ import annotations

import pytest

from proofolio.outputs.redirects import make_redirect
from proofolio.views.words import Words


@pytest.mark.parametrize(
    ("uri", "there"),
    [
        ("old/index.html", "../projects/churn/"),
        ("2019/01/old/index.html", "../../../projects/churn/"),
        ("old.html", "projects/churn/"),
        ("blog/old.html", "../projects/churn/"),
    ],
)
def test_a_redirect_leads_to_the_page_from_anywhere(uri: str, there: str) -> None:
    html = make_redirect(uri, "projects/churn/", "https://a.example/portfolio/", Words("en"))
    assert f'content="0; url={there}"' in html
    assert '<link rel="canonical" href="https://a.example/portfolio/projects/churn/">' in html


def test_a_redirect_works_without_a_site_address() -> None:
    html = make_redirect("old/index.html", "projects/churn/", "", Words("en"))
    assert '<link rel="canonical" href="../projects/churn/">' in html
