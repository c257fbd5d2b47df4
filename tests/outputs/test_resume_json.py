"""`resume.json` is JSON Resume 1.0 without private fields."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.outputs.resume_json import make_resume

HOSTILE = '</script> & <b> "x" 数据 مرحبا 👩‍🔬'
PROFILE: dict[str, Any] = {
    "label": "Data scientist",
    "summary": "I *count*, then [model](https://else.example/).",
    "phone": "+386 1 555 0100",
    "address": "Dolga ulica 1",
    "location": {"city": "Ljubljana", "country_code": "SI"},
    "profiles": {"github": "https://github.example/ana"},
    "work": [
        {
            "name": "Clinic",
            "position": HOSTILE,
            "start": "2019",
            "end": "2021-06",
            "summary": "Beds & **queues**.",
            "highlights": ["Fewer queues"],
        }
    ],
    "education": [{"institution": "University", "area": "Statistics", "end": "2018-07-01"}],
    "credentials": [{"name": "Cert", "issuer": "Board", "date": "2020"}],
    "publications": [{"title": "Paper", "date": "2022-02"}],
    "awards": [{"title": "Prize"}],
    "languages": [{"language": "Slovene", "fluency": "Native"}],
    "skills": [
        {"name": "Counting", "level": "expert"},
        {"name": "Deep learning", "level": "learning"},
    ],
}
OUTCOMES = [{"metric": "Waiting", "value": "17.71", "unit": "min", "disclosure": "hidden"}]
# The names that the schema has; it lets others pass, but no program knows them.
KNOWN = {
    "basics": "name label image email phone url summary location profiles",
    "work": "name position location url startDate endDate summary highlights description",
    "education": "institution url area studyType startDate endDate score courses",
    "certificates": "name date url issuer",
    "publications": "name publisher releaseDate url summary",
    "awards": "title date awarder summary",
    "skills": "name level keywords",
    "languages": "language fluency",
    "projects": "name description highlights keywords startDate endDate url roles entity type",
    "meta": "canonical version lastModified",
}


def resume_of(load_site: Callable[..., Loaded], **changes: Any) -> dict[str, Any]:
    loaded = load_site(
        profile={**PROFILE, **changes},
        projects={
            "triage": {"title": "Who waits", "summary": "Counted.", "outcomes": OUTCOMES},
            "away": {"title": "Away", "summary": "Gone.", "status": "unlisted"},
        },
    )
    return dict(json.loads(make_resume(loaded.site)))


def test_it_holds_what_the_schema_knows(load_site: Callable[..., Loaded]) -> None:
    resume = resume_of(load_site)
    assert resume.keys() == {"$schema", *KNOWN}
    for section, names in KNOWN.items():
        items = resume[section] if isinstance(resume[section], list) else [resume[section]]
        assert items
        for item in items:
            assert item.keys() <= set(names.split()), section
    assert resume["meta"]["canonical"] == "https://ana.example/resume/resume.json"


def test_texts_are_plain_and_come_back_whole(load_site: Callable[..., Loaded]) -> None:
    resume = resume_of(load_site)
    assert resume["basics"]["summary"] == "I count, then model."
    assert resume["work"][0]["position"] == HOSTILE
    assert resume["work"][0]["summary"] == "Beds & queues."
    assert [skill["name"] for skill in resume["skills"]] == ["Counting"]


def test_dates_are_as_precise_as_written(load_site: Callable[..., Loaded]) -> None:
    text = json.dumps(resume_of(load_site))
    dates = re.findall(r'"(?:startDate|endDate|date|releaseDate)": "([^"]*)"', text)
    assert sorted(dates) == ["2018-07-01", "2019", "2020", "2021-06", "2022-02"]


def test_private_fields_need_a_word_of_hers(load_site: Callable[..., Loaded]) -> None:
    text = json.dumps(resume_of(load_site))
    assert "ana@ana.example" in text
    assert "555" not in text
    assert "Dolga" not in text


def test_public_fields_are_there(load_site: Callable[..., Loaded]) -> None:
    basics = resume_of(load_site, public=["phone", "address"])["basics"]
    assert basics["phone"] == "+386 1 555 0100"
    assert basics["location"]["address"] == "Dolga ulica 1"


def test_projects_tell_no_more_than_their_pages(load_site: Callable[..., Loaded]) -> None:
    projects = resume_of(load_site)["projects"]
    assert [project["name"] for project in projects] == ["Who waits"]
    assert projects[0]["url"] == "https://ana.example/projects/triage/"
    assert "17.71" not in json.dumps(projects)


@pytest.mark.parametrize("has_work", [True, False])
def test_it_stands_beside_the_resume_if_there_is_one(
    write_site: Callable[..., Path], build_site: Callable[..., Path], has_work: bool
) -> None:
    work = [{"name": "Clinic", "position": "Analyst"}] if has_work else []
    site = build_site(write_site(profile={"summary": "I count.", "work": work}), strict=False)
    assert (site / "about" / "index.html").is_file()
    assert (site / "resume" / "resume.json").is_file() is has_work
    if has_work:
        page = (site / "resume" / "index.html").read_text(encoding="utf-8")
        assert '<link rel="alternate" type="application/json" title="JSON Resume"' in page
        assert 'href="resume.json"' in page
