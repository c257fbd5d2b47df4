"""Niches without work, and ways to book a call that remain while nothing is taken on."""

from __future__ import annotations

import datetime as dt

import pytest

from proofolio.checks.content.offers import check_offers, check_page
from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.problems import Level

CALL = "https://cal.example/ana"


def origin(path, **lines):
    return {"path": path, "line": 3, "lines": lines}


def told(*, status="", services=(), niches=(), projects=()):
    profile = {"name": "Ana", "headline": "Counts", "contact": {"booking_url": CALL}}
    if status:
        profile["availability"] = {"status": status}
    records = Records(
        profile=Profile.model_validate(profile),
        entries=(
            *map(Service.model_validate, services),
            *map(Niche.model_validate, niches),
            *map(Project.model_validate, projects),
        ),
    )
    library, _ = Library.build(records, dt.date(2026, 11, 20))
    return library, [(str(p), p.level) for p in check_offers(records, library)]


ENERGY = {"id": "energy", "name": "E", "headline": "H", "origin": origin("niches.yml")}
AUDIT = {"id": "audit", "name": "Audit", "summary": "S"}


def test_a_niche_that_nothing_names_has_no_page_and_says_so():
    ((text, level),) = told(niches=[ENERGY])[1]
    assert text == (
        "niches.yml:3: no service and no project names this niche, so it has no page. Write "
        "`niches: [energy]` in those that belong to it."
    )
    assert level == Level.PROBLEM


def test_a_niche_of_drafts_is_only_a_note():
    draft = {"id": "a", "title": "A", "niches": ["energy"], "status": "draft"}
    ((text, level),) = told(niches=[ENERGY], projects=[draft])[1]
    assert "nothing that names it is published yet" in text
    assert level == Level.NOTE


def test_a_niche_page_that_offers_nothing_is_noted_where_there_is_something_to_offer():
    work = {"id": "a", "title": "A", "niches": ["energy"]}
    ((text, level),) = told(niches=[ENERGY], projects=[work], services=[AUDIT])[1]
    assert "so its page offers nothing" in text
    assert level == Level.NOTE
    assert told(niches=[ENERGY], projects=[work])[1] == []
    assert told(niches=[ENERGY], services=[{**AUDIT, "niches": ["energy"]}])[1] == []


@pytest.mark.parametrize("status", ["closed", "waitlist", "referral_only"])
def test_a_button_of_ones_own_is_said_not_to_be_shown(status):
    lines = origin("services.yml", cta=9)
    service = {**AUDIT, "cta": {"label": "Book", "url": CALL}, "origin": lines}
    assert told(services=[service], status="open")[1] == []
    assert told(services=[service])[1] == []
    ((text, level),) = told(services=[service], status=status)[1]
    assert text.startswith("services.yml:9: cta: this button is not shown while `availability` is")
    assert level == Level.NOTE


def test_a_booking_link_left_in_a_text_is_a_problem():
    faqs = [{"question": "When?", "answer": f"[Book]({CALL})."}]
    lines = origin("services.yml", **{"faqs.0.answer": 12})
    service = {**AUDIT, "faqs": faqs, "origin": lines}
    assert told(services=[service], status="limited")[1] == []
    ((text, level),) = told(services=[service], status="closed")[1]
    assert text == (
        "services.yml:12: faqs.answer: leads to https://cal.example/ana, though `availability` is "
        "`closed`. Take the link out, or write `availability: open`."
    )
    assert level == Level.PROBLEM


def test_a_booking_link_on_a_page_of_ones_own_is_found_with_its_line():
    page = f"# How I work\n\n[Book a call]({CALL})\n"
    library, _ = told(status="closed")
    (problem,) = check_page(page, "site_src/how.md", library)
    assert str(problem).startswith("site_src/how.md:3: leads to https://cal.example/ana")
    library, _ = told(status="open")
    assert list(check_page(page, "site_src/how.md", library)) == []
