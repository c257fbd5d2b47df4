"""Words of the author's own: a site whose every word is hers, and what is told of others."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
import yaml
from click.testing import CliRunner
from mkdocs.config import load_config
from tests.full_site import SourceFiller, write_full_site

from proofolio import cli
from proofolio.adapters.mkdocs.own_words import all_words
from proofolio.adapters.mkdocs.portfolio import portfolio_of

HOSTILE = "& “q” \" ' 😀"
"""Goes into every word; Material's own cannot hold all of it."""

LATIN = re.compile(r"[A-Za-z]{2,}")

SAID = ("og:title", "og:description", "og:image:alt")
"""What a preview shows."""

NOT_WORDS = re.compile(
    r"""https?://\S+ | \S+@\S+ | [\w.-]+\.(?:example|org|com)\b\S* | \#\w+ | \S+\.bib\b
    | \b(?:GitHub|doi|DOI|ISBN|PDF|arXiv|JSON\ Resume|work\.ipynb|ipynb|Material\ for\ MkDocs|OPML
     |RSS|Atom|JSON\ Feed|JSON|proofolio|NetNewsWire|Feeder|newsboat|Python|Colab|Binder|BibTeX
     |EUR|KB|MB)\b""",
    re.VERBOSE,
)
"""Addresses and names, the same in every language."""


class Greek(SourceFiller):
    """Values without one Latin letter, where a value is text."""

    hostile = "Λόγια & <β> \"κ\" 'κ' 😀"
    hostile_markdown = "Λόγια & \"κ\" 'κ' 😀"

    def plain(self, kind: type, marker: str, path: str) -> object:
        value = super().plain(kind, marker, path)
        is_text = marker in ("text", "markdown")
        return re.sub(r"Zq(\d+)x", r"Ωμ\1ξ", str(value)) if is_text else value


def marked(word: str, key: str) -> str:
    """A word as if it were of another language, so that it is known wherever it stands."""
    return f"⟦{word}⟧" if key.startswith("material.") else f"⟦{word} {HOSTILE}⟧"


def written(language: str) -> str:
    """`words.yml` with every word of this language marked."""
    tables: dict[str, dict[str, str]] = {}
    for key, english in all_words(language).items():
        section, _, word = key.partition(".")
        tables.setdefault(section, {})[word] = marked(english, key)
    return yaml.safe_dump({language: tables}, allow_unicode=True, width=10_000)


def outside(text: str) -> str:
    """What stands outside the marks; one that is cut short ends with its text."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        depth = max(depth, 0)
        kept.append(letter if not depth else " ")
    return "".join(kept)


def texts_of(path: Path) -> list[str]:
    """All that a page shows or says: its body as one text, and each name of a control."""
    tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
    body = tree.find("body")
    for element in body.iter():
        if element.tag in ("script", "style", "svg", "pre", "code"):
            element.text = None
            for child in list(element):
                element.remove(child)
    names = ("aria-label", "title", "alt", "placeholder")
    said = [element.get(name, "") for element in tree.iter() for name in names]
    counts = [json.loads(each.get("data-pf-count", "{}")) for each in body.iter()]
    said += [word for forms in counts for word in forms.values()]
    said += [meta.get("content", "") for meta in tree.iter("meta") if meta.get("property") in SAID]
    said += ["".join(tree.find(".//title").itertext()), " ".join(body.itertext())]
    return said


@pytest.fixture(scope="module")
def greek(
    tmp_path_factory: pytest.TempPathFactory, build_report: Callable[..., tuple[Path, list[str]]]
) -> tuple[Path, list[str]]:
    """A site with something in every field, whose author has said every word herself."""
    folder = tmp_path_factory.mktemp("greek")
    write_full_site(folder, Greek())
    notebook = {
        "cells": [
            {"cell_type": "markdown", "metadata": {}, "source": "# Τίτλος\n\nΛόγια."},
            {
                "cell_type": "code",
                "metadata": {"tags": ["hide-output"]},
                "source": "1",
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}],
            },
        ]
    }
    (folder / "projects" / "ergo.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "projects" / "other.yml").write_text("title: Δύο\noutcomes: Κείμενο\n")
    page = "# Σελίδα\n\nΛόγια.\n\n- [ ] α\n- [x] β\n"
    (folder / "site_src" / "selida.md").write_text(page, encoding="utf-8")
    words = written("el")
    (folder / "site_src" / "_data" / "words.yml").write_text(words, encoding="utf-8")
    plugins = ["search", "proofolio/portfolio", "proofolio/posts", "proofolio/testimonials"]
    plugins += ["proofolio/services", {"proofolio/feeds": {"authority": "ana.example"}}]
    theme = {"name": "material", "language": "el"}
    return build_report(folder, site_name="Όνομα", theme=theme, plugins=plugins)


def test_nothing_is_english_that_is_not_in_the_table(greek: tuple[Path, list[str]]) -> None:
    site, messages = greek
    assert not [message for message in messages if "words" in message]
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    found = {}
    for page in pages:
        texts = texts_of(page)
        assert any(HOSTILE in text for text in texts), page
        assert not [text for text in texts if "&amp;" in text or "&#" in text], page
        left = [LATIN.findall(NOT_WORDS.sub(" ", outside(text))) for text in texts]
        if words := sorted({word for each in left for word in each}):
            found[str(page.relative_to(site))] = words
    assert found == {}


def test_a_word_outside_the_marks_is_noticed() -> None:
    assert LATIN.findall(outside("⟦Work {⟦in⟧}⟧ Εδώ Services ⟦cut sho")) == ["Services"]


def test_feeds_speak_the_language_too(greek: tuple[Path, list[str]]) -> None:
    feeds = sorted(greek[0].rglob("feed.xml"))
    assert feeds
    for feed in feeds:
        parts = ElementTree.parse(feed).getroot().iter()
        titles = ["".join(part.itertext()) for part in parts if part.tag.endswith("title")]
        assert titles
        assert [title for title in titles if LATIN.search(NOT_WORDS.sub(" ", outside(title)))] == []


@pytest.fixture
def site(tmp_path: Path, root: Path) -> Path:
    """A small site that speaks a language which Material does not know, Maltese."""
    folder = tmp_path / "site"
    shutil.copytree(root / "tests" / "sites" / "minimal", folder)
    settings = folder / "mkdocs.yml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("name: material", "name: material\n  language: mt"))
    return folder


def loaded(folder: Path) -> tuple[dict[str, str], list[str]]:
    """What stands in place of Material's words, and all that is told."""
    config = load_config(str(folder / "mkdocs.yml"))
    portfolio = portfolio_of(config)
    assert portfolio is not None
    portfolio.on_config(config)
    told = [str(problem) for problem in portfolio.loaded.problems]
    return dict(portfolio.loaded.theme_words), [line for line in told if "word" in line]


def test_a_language_of_her_own_is_told_of_once_and_named_in_every_page(site: Path) -> None:
    words, told = loaded(site)
    assert words == {}
    unknown, missing = told
    assert 'theme.language: "mt" is no language that Material knows' in unknown
    assert f"{len(all_words('mt'))} of {len(all_words('mt'))} words" in missing
    own = site / "site_src" / "_data" / "words.yml"
    own.write_text("mt:\n  common:\n    work: Xogħol\n  material:\n    search: Fittex\n")
    words, told = loaded(site)
    assert words == {"language": "mt", "direction": "ltr", "search": "Fittex"}
    (missing,) = told
    assert f"{len(all_words('mt')) - 2} of {len(all_words('mt'))} words" in missing


def test_the_list_has_every_word_and_is_taken_as_it_is_written(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    path = site / "site_src" / "_data" / "words.yml"
    run = CliRunner().invoke(cli.main, ["words"])
    assert run.exit_code == 0, run.output
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["mt"]
    keys = [f"{section}.{word}" for section, words in listed.items() for word in words]
    assert keys == list(all_words("mt"))
    assert "    projects_few:  # {count} projects\n" in path.read_text(encoding="utf-8")
    assert '    comma:  # ", "\n' in path.read_text(encoding="utf-8")
    assert len(loaded(site)[1]) == 2  # As if it were not there.
    before = path.read_text(encoding="utf-8").replace("    work:", "    work: Xogħol")
    path.write_text(before, encoding="utf-8")
    run = CliRunner().invoke(cli.main, ["words"])
    assert run.exit_code == 1
    assert "site_src/_data/words.yml: it is there already, and kept;" in run.output
    assert path.read_text(encoding="utf-8") == before
    run = CliRunner().invoke(cli.main, ["words", "--missing"])
    assert run.exit_code == 0
    assert set(yaml.safe_load(run.output)["mt"]["common"]) == set(listed["common"]) - {"work"}


@pytest.mark.parametrize(
    ("language", "line"),
    [("de", "    work:  # Work = Arbeiten\n"), ("sl", "    top:  # Back to top = Nazaj na vrh\n")],
)
def test_the_list_says_what_a_word_is_today(
    site: Path, monkeypatch: pytest.MonkeyPatch, language: str, line: str
) -> None:
    monkeypatch.chdir(site)
    run = CliRunner().invoke(cli.main, ["words", "--language", language])
    assert run.exit_code == 0, run.output
    assert line in (site / "site_src/_data/words.yml").read_text(encoding="utf-8")
    run = CliRunner().invoke(cli.main, ["words", "--language", "slovene", "--missing"])
    assert 'Error: "slovene" is no language\'s tag.' in run.output
