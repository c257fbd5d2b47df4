"""Sites in other languages than English: their words, their direction, their search."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner

from proofolio import cli
from proofolio.views.words import Words

ENGLISH = re.compile(
    r"\b(Work|Services|Writing|About|Home|Contact|Subscribe|Testimonials|Results?|Filter|Elsewhere"
    r"|told by me|confirmed by|anybody can|shown in|on simulated|an estimate|Book a|Write to me"
    r"|Open for new work|Answers within|See the"
    r"|Selected|Evidence|What it|What I|How it goes|How I|In short|Written about|Follow"
    r"|On this page|Moved to|Switch to|Published|Updated|Client|Colleague|The problem|The project"
    r"|All \d+|\d+ (?:projects?|posts?|minutes?|min)|from \d|Asked before|Availability|notebook"
    r"|This page|These pages|Portrait|less|more|lower|higher)\b"
)
"""Words of our interface. Content of the sites below has none of them."""

PAGES_AT_LEAST = 8

NOTEBOOK = {
    "cells": [
        {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: Heft\ndate: 2026-02-02\n---"},
        {
            "cell_type": "code",
            "metadata": {"tags": ["hide-output"]},
            "source": "1",
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}],
        },
    ]
}


def text_of(path: Path) -> str:
    """All that a page shows or says, names of controls too."""
    tree = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
    body = tree.find("body")
    for element in body.iter():
        if element.tag in ("script", "style", "svg"):
            element.text = None
            for child in list(element):
                element.remove(child)
    said = [
        element.get(name, "")
        for element in body.iter()
        for name in ("aria-label", "title", "alt", "data-pf-count")
    ]
    said += [meta.get("content", "") for meta in tree.iter("meta") if meta.get("name")]
    said += ["".join(tree.find(".//title").itertext())]
    return "\n".join([*body.itertext(), *said])


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of every kind of content, of which no word is one of our interface's."""
    root = tmp_path_factory.mktemp("languages") / "site"
    assert CliRunner().invoke(cli.main, ["new", str(root)]).exit_code == 0
    for path in (root / "projects").iterdir():
        path.unlink()
    shutil.rmtree(root / "posts")
    contents = {
        "projects/netz.yml": (
            "title: Ümsatz\naliases: [/alt/]\ndate: 2026-03-02\nkind: client\n"
            "outcomes:\n  - metric: Fehler\n    before: 7.8\n    value: 5.1\n    unit: '%'\n"
            "    baseline: Handarbeit\n    verified_by: client\n"
        ),
        "projects/beleg.yml": (
            "title: Belege\nlang: ar\noutcomes: Zweihundert Stunden\nskills: [OCR, SQL]\n"
        ),
        "posts/wege.md": "---\ntitle: Wege\ndate: 2026-02-01\n---\n\nErster Absatz.\n\n- [ ] a\n",
        "posts/heft.ipynb": json.dumps(NOTEBOOK),
        "site_src/_data/profile.yml": (
            "name: Ana Kovač\nheadline: Wartezeiten\nemail: ana@ana.example\n"
            "availability: {status: open, updated: 2026-11-01}\n"
            "contact: {response_days: 2}\nskills: [{name: OCR, offered: true}, {name: SQL}]\n"
            "location: {city: Graz, remote: true}\n"
        ),
        "site_src/_data/services.yml": (
            "- name: Prüfung\n  summary: Zwei Wochen.\n  price: {amount: 1200, currency: EUR}\n"
        ),
        "site_src/_data/testimonials.yml": (
            "- text: Sie zählte zuerst.\n  consent: granted\n  author: Ivo\n  projects: netz\n"
        ),
        "site_src/working-together.md": "# Ablauf\n\nNur Text.\n\n- [ ] offen\n- [x] fertig\n",
    }
    for name, text in contents.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site_in(plain_site: Path, build_site: Callable[..., Path]) -> Callable[..., Path]:
    """`site_in("de")`: that site, built strictly in this language."""
    built: dict[str, Path] = {}

    def build(language: str) -> Path:
        if language not in built:
            theme = {"name": "material", "language": language}
            built[language] = build_site(plain_site, theme=theme)
        return built[language]

    return build


def test_the_list_of_english_words_would_be_found(site_in: Callable[..., Path]) -> None:
    pages = sorted(site_in("en").rglob("*.html"))
    assert len(pages) >= PAGES_AT_LEAST
    without = [page for page in pages if not ENGLISH.search(text_of(page))]
    assert without == []


@pytest.mark.parametrize("language", ["de", "zh", "ar", "de-AT", "zh-TW"])
def test_no_english_word_is_left(site_in: Callable[..., Path], language: str) -> None:
    pages = sorted(site_in(language).rglob("*.html"))
    assert len(pages) >= PAGES_AT_LEAST
    found = {
        str(page.relative_to(site_in(language))): sorted({*ENGLISH.findall(text_of(page))})
        for page in pages
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("language", "page", "expected"),
    [
        ("de", "services", "1.200\xa0€"),
        ("de", "projects/netz", "7,8"),
        ("de", "posts/wege", "1. Februar 2026"),
        ("de-AT", "services", "€\xa01.200"),
        ("zh", "posts/wege", "2026年2月1日"),
        ("zh", "posts/heft", "输出"),
        ("de", "posts/heft", "1 Zeile"),
        ("ar", "posts/wege", "1 فبراير 2026"),
        ("ar", "projects", "\u20667.8 → 5.1%\u2069"),
        ("ar", "", "«Sie zählte zuerst."),
        ("zh", "", "“Sie zählte zuerst."),
        ("de", "", "„Sie zählte zuerst."),
    ],
)
def test_dates_money_and_quotes_are_those_of_the_language(
    site_in: Callable[..., Path], language: str, page: str, expected: str
) -> None:
    assert expected in text_of(site_in(language) / page / "index.html")


def test_switch_and_tasks_and_redirect_are_named_in_the_language(
    site_in: Callable[..., Path],
) -> None:
    words = Words("de")
    page = (site_in("de") / "working-together/index.html").read_text(encoding="utf-8")
    for key in ("to_dark", "to_light", "done", "to_do"):
        assert f'="{words(f"frame.{key}")}"' in page
    moved = (site_in("de") / "alt/index.html").read_text(encoding="utf-8")
    assert '<html lang="de" dir="ltr">' in moved
    assert words("frame.moved") in moved


def test_a_variant_material_lacks_keeps_its_own_dates(site_in: Callable[..., Path]) -> None:
    page = (site_in("de-AT") / "index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert Words("de")("about") in page


def test_an_unknown_language_is_said_and_english(
    plain_site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    theme = {"name": "material", "language": "xx"}
    site, messages = build_report(plain_site, strict=False, theme=theme)
    assert [m for m in messages if "theme.language" in m and "no language" in m]
    assert "Write to me" in text_of(site / "index.html")


# From right to left

WIDE = """() => [...document.querySelectorAll(".md-header *, .pf *, .md-footer *")].filter((e) => {
  const box = e.getBoundingClientRect();
  if (box.width < 2 || e.closest(".md-search, .pf-sr, .pf-chips")) return false;
  return box.right > innerWidth + 1 || box.left < -1;
}).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_page_runs_from_right_to_left_and_overflows_nothing(
    site_in: Callable[..., Path],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    faults: list[str],
    language: str,
) -> None:
    address = serve_site(site_in(language))
    for path in ("", "projects/", "projects/netz/", "services/", "about/", "404.html"):
        page = open_page(address + path, width=390)
        assert page.locator("h1").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
        assert page.locator("article#content").get_attribute("dir") == "rtl"
        assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, path
        assert page.evaluate(WIDE) == [], path
        mark = page.locator(".pf-header .pf-mark").bounding_box()
        menu = page.locator(".pf-header .pf-menu").bounding_box()
        assert mark["x"] > menu["x"]
    assert faults == []


def test_entry_that_runs_the_other_way_is_turned(site_in: Callable[..., Path]) -> None:
    def article(language: str, page: str) -> str:
        html = (site_in(language) / page / "index.html").read_text(encoding="utf-8")
        return html[html.index("<article") :].partition(">")[0]

    assert 'lang="ar" dir="rtl"' in article("de", "projects/beleg")
    assert "dir=" not in article("de", "projects/netz")
    assert 'dir="rtl"' in article("ar", "projects/netz")


def test_change_points_the_way_the_page_is_read(
    site_in: Callable[..., Path], serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    arrow = "getComputedStyle(document.querySelector('.pf-fig s'), '::after').content"
    for language, expected in (("ar", '"←"'), ("de", '"→"')):
        page = open_page(serve_site(site_in(language)) + "projects/netz/", width=390)
        assert page.evaluate(arrow) == expected
        number, sign = page.evaluate(
            """() => {
              const value = document.querySelector(".pf-tile .pf-fig > span:last-child");
              const number = document.createRange();
              number.selectNodeContents(value.firstChild);
              const places = [number, value.querySelector("small")];
              return places.map((place) => place.getBoundingClientRect().left);
            }"""
        )
        assert number < sign  # 5.1 %, also within an Arabic page


# Chinese

CHINESE = {
    "projects/triage.yml": (
        "title: 负荷预测让电网少买三成备用电\nproblem: 电网*每天*要买备用电。\n"
        "outcomes: 我们用历史数据做出次日预测，误差减半\n"
    ),
    "projects/receipts.yml": "title: 票据识别系统上线\noutcomes: 每月节省两百小时，测试也提前\n",
    "site_src/_data/profile.yml": "name: 李明\nheadline: 用数据做决定\nemail: li@li.example\n",
}


@pytest.fixture(scope="module")
def chinese(
    tmp_path_factory: pytest.TempPathFactory, root: Path, build_site: Callable[..., Path]
) -> Path:
    """A small site written in Chinese."""
    folder = tmp_path_factory.mktemp("chinese") / "site"
    ignored = shutil.ignore_patterns(".cache")
    shutil.copytree(root / "tests/sites/minimal", folder, ignore=ignored)
    for name, text in CHINESE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build_site(folder, theme={"name": "material", "language": "zh"})


def found(page: Any, words: str) -> list[str]:
    """Titles that the search gives for these words, typed as an input method types."""
    count = """(() => {
      const told = document.querySelector(".md-search-result__meta").innerText;
      return told.match(/\\d+/)?.[0] ?? (told.includes("没有") ? "0" : "");
    })()"""
    field = page.locator("[data-md-component=search-query]")
    field.click()
    field.fill("")
    page.keyboard.press("Shift")
    page.wait_for_function(f"{count} === ''")
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")
    shown = "`${document.querySelectorAll('.md-search-result__item').length}`"
    page.wait_for_function(f"{count} === {shown}")
    return list(page.locator(".md-search-result__item h1").all_inner_texts())


def test_a_chinese_word_is_found_inside_a_sentence(
    chinese: Path, serve_site: Callable[..., str], open_page: Callable[..., Any], faults: list[str]
) -> None:
    page = open_page(serve_site(chinese))
    forecast, receipts = "负荷预测让电网少买三成备用电", "票据识别系统上线"
    assert forecast in found(page, "预测")
    assert found(page, "负荷预测")[0] == forecast
    assert found(page, "识别")[0] == receipts
    assert forecast not in found(page, "识别")
    assert found(page, "电池") == []
    assert faults == []


def test_chinese_does_not_lean_and_has_fonts_of_the_machine(
    chinese: Path, serve_site: Callable[..., str], open_page: Callable[..., Any]
) -> None:
    page = open_page(serve_site(chinese) + "projects/triage/", width=390)
    style = page.evaluate(
        """() => { const e = getComputedStyle(document.querySelector(".pf em"));
        return [e.fontStyle, e.textEmphasisStyle, e.fontFamily]; }"""
    )
    assert style[0] == "normal"
    assert "dot" in style[1]
    assert "Noto Sans CJK SC" in style[2]
    heading = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Noto Serif CJK SC" in heading
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_separator_of_the_author_is_kept(
    root: Path, build_site: Callable[..., Path], chinese: Path
) -> None:
    assert "3400" in (chinese / "search/search_index.json").read_text(encoding="utf-8")
    plugins = [{"search": {"separator": "[,]+"}}, "proofolio/portfolio"]
    theme = {"name": "material", "language": "zh"}
    site = build_site(root / "tests/sites/minimal", theme=theme, plugins=plugins)
    assert '"separator":"[,]+"' in (site / "search/search_index.json").read_text(encoding="utf-8")


def test_search_needs_no_template_for_the_words_of_its_language(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import jinja2
    from mkdocs.config import load_config

    from proofolio.adapters.mkdocs.languages import tell_search

    def told(*, at_once: bool) -> dict[str, Any]:
        config = load_config(str(root / "tests/sites/minimal/mkdocs.yml"))
        config.theme["language"] = "de"
        if at_once:
            tell_search(config)
            patch.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("compiled again"))
        search = config.plugins["material/search"]
        search.on_config(config)
        return {name: search.config[name] for name in ("lang", "separator", "pipeline")}

    with monkeypatch.context() as patch:
        usual = told(at_once=False)
        assert usual["lang"] == ["de"]
        assert told(at_once=True) == usual
