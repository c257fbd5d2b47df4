"""When the source of a mark goes, the mark goes in the same build, from every place of the site.

A small site shows one checked number wherever an outcome can stand. Each way to take its source
away is tried in turn, and gives the very files of a site that never had the source.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from proofolio.views.plans import PAGES

SITES = Path(__file__).parent / "sites"
NAME = "Ilse Brandtner"
CHECKED = re.compile(rf"onfirmed by (?:<[^>]+>)?{NAME}|data-mark=\\?[\"']checked")

WORDS = "It was 6.8 % of all, and is 3.5 % now."
QUOTE = {
    "text": WORDS,
    "author": NAME,
    "consent": "{status: granted, scope: [website, feed]}",
    "projects": "load",
    "role": "Planner",
    "organization": "Network",
}
OUTCOME = (
    "  - {metric: Error, key: mape, value: 3.5, before: 6.8, unit: '%%', baseline: 2024, "
    "method: Held out, evidence: [%s]%s}\n"
)
PROJECT = (
    "title: Half the error\ndate: 2026-05-01\nend: 2026-04\nfeatured: true\nservices: review\n"
    "niches: power\nskills: Forecasting\ntools: Python\noutcomes:\n%s"
)
FILES = {
    "mkdocs.yml": (
        "site_name: Ana Kovač\nsite_url: https://ana.example/\ndocs_dir: site_src\n"
        "theme: {name: material}\nplugins: [search, proofolio/portfolio: {cards: false}, "
        "proofolio/posts, proofolio/testimonials, proofolio/services, "
        "proofolio/feeds: {authority: ana.example}]\n"
    ),
    "site_src/_data/profile.yml": (
        "name: Ana Kovač\nheadline: Waiting times that clinics can plan by\nemail: a@ana.example\n"
        "skills: [Forecasting]\nwork: [{name: Clinic, position: Analyst, start: 2019}]\n"
        "proof: [outcome:load/mape]\nstory: [{period: 2019, title: Began, learned: To count.}]\n"
    ),
    "site_src/_data/services.yml": (
        "review:\n  name: Review\n  summary: Two weeks.\n  niches: power\n"
        "  claims: [{text: It holds., evidence: [outcome:load/mape]}]\n"
    ),
    "site_src/_data/niches.yml": (
        "power:\n  name: Power\n  headline: For planners\n  min_evidence: 1\n"
        "  claims: [{text: Yours too., evidence: [outcome:load/mape]}]\n"
    ),
    "site_src/together.md": "# Together\n\n{{< outcome id=load/mape >}}\n\n{{< proof >}}\n",
    "posts/how.md": (
        "---\ntitle: How\ndate: 2026-06-01\nprojects: load\n---\nSo.\n\n"
        "{{< outcome id=load/mape >}}\n\n{{< projects >}}\n"
    ),
    "projects/other.yml": (
        "title: Another\ndate: 2024-04-01\nskills: Forecasting\nrelated: load\n"
        "claims: [{text: Also there., evidence: [outcome:load/mape]}]\n"
    ),
}
PLACES = {
    "index.html", "projects/index.html", "projects/load/index.html", "projects/other/index.html",
    "projects/year/2026/index.html", "topics/forecasting/index.html", "services/index.html",
    "services/power/index.html", "resume/index.html", "about/index.html", "posts/how/index.html",
    "together/index.html", "feed.xml", "atom.xml", "feed.json", "services/power/feed.xml",
    "search/search_index.json",
}  # fmt: skip
"""Where the outcome is shown with its mark; every kind of page that can show one is among them."""
SHOWING = {
    "home", "projects", "project", "project_year", "topic", "about", "resume", "services", "niche",
    "post",
}  # fmt: skip
"""Kinds of pages that can show an outcome."""
LISTING = {"posts", "post_year", "topics", "subscribe", "subpage"}
"""Kinds of pages that list what has no outcome, or are the author's text, as her own pages are."""

Report = Callable[..., tuple[Path, list[str]]]


def quote_file(**changes: str) -> str:
    said = {**QUOTE, **changes}
    return "ilse:\n" + "".join(f"  {key}: {value}\n" for key, value in said.items())


CITED = OUTCOME % ("testimonial:ilse", "")
OUTSIDE = OUTCOME % ("https://board.example/r", f", checked_by: {NAME}")
TESTIMONIALS = "site_src/_data/testimonials.yml"
LOAD = "projects/load.yml"
ALIVE: Mapping[str, Mapping[str, str]] = {
    "words": {TESTIMONIALS: quote_file(), LOAD: PROJECT % CITED},
    "confirmed": {
        TESTIMONIALS: quote_file(text="Yes, so it is.", confirms="outcome:load/mape"),
        LOAD: PROJECT % (OUTCOME % ("", "")),
    },
    "page": {LOAD: PROJECT % OUTSIDE},
}
"""Each kind of source that checks a number."""
TAKEN: Mapping[str, Mapping[str, str]] = {
    "withdrawn": {"consent": "withdrawn"},
    "refused": {"consent": "refused"},
    "embargoed": {"consent": "pending"},
    "expired": {"consent": "{status: granted, scope: [website, feed], expires: 2026-11-20}"},
    "not for the website": {"consent": "{status: granted, scope: [feed]}"},
    "a draft": {"status": "draft"},
}
"""Ways to take a testimonial away, after which the site is as if it never was."""
LEFT: Mapping[str, Mapping[str, str]] = {
    "unlisted": {"status": "unlisted"},
    "archived": {"status": "archived"},
    "by initial": {"show_as": "first_initial", "author": "Ilse B."},
    "by role": {"show_as": "role_only", "author": "''"},
    "nameless": {"show_as": "anonymous", "author": "''"},
    "of other work": {"projects": "other"},
}
"""Ways to leave it on the site, or in its files, so that it checks nothing."""
WEBSITE = {"for the website": {"consent": "granted"}}
"""Consent that reaches no feed."""
FEEDS = (".xml", "feed.json")


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, build_report: Report
) -> Callable[..., dict[str, bytes]]:
    """`built(alive, **changes)`: every file of the site with this source, changed so."""

    @cache
    def build(alive: str, way: str = "") -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("marks") / "site"
        files = {**FILES, **ALIVE[alive]}
        if way == "deleted":
            files.pop(TESTIMONIALS, None)
            files[LOAD] = PROJECT % (OUTCOME % ("", ""))
        elif way:
            more = {"text": "Yes, so it is.", "confirms": "outcome:load/mape"}
            changes = {**TAKEN, **LEFT, **WEBSITE}[way]
            files[TESTIMONIALS] = quote_file(**(more if alive == "confirmed" else {}), **changes)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        site, messages = build_report(folder, strict=False)
        assert not [m for m in messages if m.startswith("ERROR")]
        shutil.rmtree(folder)
        found = {
            p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()
        }
        return {name: text for name, text in found.items() if not name.endswith(".gz")}

    return build


def marked(files: Mapping[str, bytes]) -> set[str]:
    """The files that say that the number was checked."""
    found = set()
    for name, content in files.items():
        text = content.decode("utf-8", errors="ignore")
        if name.endswith(".html"):
            # The key tells what every mark means.
            text = re.sub(r"<aside[^>]*class=\"pf-(?:key|marks)\".*?</aside>", "", text, flags=re.S)
        if not name.startswith("assets/") and CHECKED.search(text):
            found.add(name)
    return found


def test_every_kind_of_page_that_can_show_an_outcome_is_looked_at() -> None:
    names = {page.name for page in PAGES}
    assert names >= SHOWING
    for page in PAGES:
        # Rows of what others said, held or wrote.
        is_rows = page.of is not None and page.of.source == "list" and page.of.weight is not None
        assert page.name in SHOWING | LISTING or is_rows, page.name
    assert len(PLACES) > len(SHOWING)


@pytest.mark.parametrize("alive", ALIVE)
def test_a_source_that_lives_is_told_in_every_place(built, alive: str) -> None:
    assert PLACES - marked(built(alive)) == set()


@pytest.mark.parametrize("way", [*TAKEN, "deleted"])
@pytest.mark.parametrize("alive", ["words", "confirmed"])
def test_no_mark_survives_its_source_in_any_place(built, alive: str, way: str) -> None:
    files = built(alive, way)
    assert marked(files) == set()
    never = built(alive, "deleted")
    differing = {name for name in files.keys() | never.keys() if files.get(name) != never.get(name)}
    assert {name for name in differing if not name.startswith("assets/")} == set()


@pytest.mark.parametrize("way", LEFT)
@pytest.mark.parametrize("alive", ["words", "confirmed"])
def test_no_mark_stays_for_a_quote_that_checks_nothing(built, alive: str, way: str) -> None:
    assert marked(built(alive, way)) == set()


def test_a_page_that_is_named_no_more_checks_nothing(built) -> None:
    assert marked(built("page", "deleted")) == set()


@pytest.mark.parametrize("alive", ["words", "confirmed"])
def test_consent_for_the_website_names_nobody_in_a_feed(built, alive: str) -> None:
    files = built(alive, *WEBSITE)
    feeds = {name: text for name, text in files.items() if name.endswith(FEEDS)}
    assert len(feeds) > 4
    assert {name for name, text in feeds.items() if NAME.encode() in text} == set()
    assert {name for name in PLACES if not name.endswith(FEEDS)} - marked(files) == set()
