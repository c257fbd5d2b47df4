"""Every field of every kind reaches the site, and always as text.

Values are made from the records themselves, so that a new field is covered without a word here.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from tests.full_site import HOSTILE, PDF, SourceFiller, write_full_site

INTERNAL = {
    "Profile.profiles.0.network": "written as the key, as this test does below",
    "Profile.profiles.0.name": "comes from the key",
    "Profile.profiles.0.url": "written as the value, as this test does below",
    "Profile.profiles.0.username": "written as the value",
    "Project.client.public_name": "stands for the name, which this client lets us say",
    "Project.outcomes.0.sentence": "stands for the numbers; the second project has one",
    "Project.outcomes.0.change": "stands for the numbers with `relative_only`",
    "Testimonial.excerpt": "is part of the text, as this test makes it",
    "Project.notebook.allow_leaks.0.reason": "tells whoever reads the source, not the visitor",
    "Post.notebook.allow_leaks.0.reason": "the same",
    "Publication.authors.0.family": "is how a text cites her",
    "Profile.publications.0.authors.0.family": "the same",
    "Profile.other_names.0": "only says which author of a paper she is",
    "Project.notebook.requirements": "is for `proofolio reproduce`",
    "Post.notebook.requirements": "the same",
}
"""Fields that are not printed, each with its reason."""


@pytest.fixture(scope="module")
def full_site(
    tmp_path_factory: pytest.TempPathFactory, build_report: Callable[..., tuple[Path, list[str]]]
) -> tuple[Path, SourceFiller, list[str]]:
    """A site with something in every field."""
    folder = tmp_path_factory.mktemp("full")
    made = SourceFiller()
    write_full_site(folder, made)
    site, messages = build_report(folder)
    return site, made, messages


def _texts(site: Path) -> dict[str, str]:
    kinds = (".html", ".json", ".xml")
    found = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*"))
        if path.suffix in kinds
    }
    assert found
    return found


def test_every_public_field_is_shown_somewhere(
    full_site: tuple[Path, SourceFiller, list[str]],
) -> None:
    site, made, messages = full_site
    everything = "\n".join(_texts(site).values())
    missing = {
        path: name
        for path, name in made.texts.items()
        # A sentence within a sentence begins with a small letter.
        if name.lower() not in everything.lower() and path not in INTERNAL
    }
    # A logo stands for a name, so it has no caption; the list of the profile comes first.
    logos = {path for path in made.texts if ".logo." in path}
    assert {path for path in logos if path.endswith(".alt")} - set(missing)
    missing = {path: name for path, name in missing.items() if path not in logos}
    assert made.texts
    warnings = "\n".join(m for m in messages if m.startswith("WARNING"))
    assert not missing, f"{warnings}\n{json.dumps(missing, indent=1)}"


def test_no_text_becomes_markup(full_site: tuple[Path, SourceFiller, list[str]]) -> None:
    site, _, _ = full_site
    seen = 0
    for name, text in _texts(site).items():
        assert name.endswith(".json") or "<script>alert" not in text, name
        assert "49 <" not in text, name  # {{ 7 * 7 }} was run
        seen += html.unescape(text).count("{{ 7 * 7 }}")
    assert seen > 50


def test_hostile_text_keeps_its_characters(
    full_site: tuple[Path, SourceFiller, list[str]],
) -> None:
    site, made, _ = full_site
    page = html.unescape((site / "projects/project-1/index.html").read_text(encoding="utf-8"))
    title = made.texts["Project.title"]
    assert f"{title} {HOSTILE}" in page


def test_her_own_resume_is_linked_from_all_round(
    full_site: tuple[Path, SourceFiller, list[str]],
) -> None:
    """Whatever its file is called; each link leads to the bytes she wrote."""
    site, _, _ = full_site
    for address, places in {
        "about/": ("header .pf-nav", ".md-nav--primary", ".pf-head", ".pf-footer"),
        "resume/": (".pf-head",),
    }.items():
        page = BeautifulSoup((site / address / "index.html").read_bytes(), "html5lib")
        for place in places:
            links = [a["href"] for a in page.select(f"{place} a") if ".pdf" in a["href"]]
            assert len(links) == 1, (address, place, links)
            assert (site / address / unquote(links[0])).read_bytes() == PDF
