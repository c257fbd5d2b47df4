"""Every setting of Material works on a site of proofolio, or the build tells what to use instead.

The outcome is docs/material.md: what a browser shows on each kind of page, with the setting and
without.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import material
import pytest
import yaml
from playwright.sync_api import Error as PlaywrightError

from proofolio.adapters.mkdocs.theme_settings import known_settings

TEMPLATES = Path(material.__file__).parent / "templates"
SITES = Path(__file__).parent.parent / "sites"
GROUPS = yaml.safe_load(
    (Path(__file__).parent.parent / "cases/material_settings.yml").read_text(encoding="utf-8")
)
Case = dict[str, Any]
CASES: list[Case] = [
    {**case, "group": group["group"]} for group in GROUPS for case in group["settings"]
]
PAGES = {"Pages of yours": "notes/", "Posts, projects": "posts/long/", "Home, listings": "posts/"}
"""Kinds of pages, and one of each."""
ALONE = {"at", "leaves"}
"""What a probe may do to a page that others would notice."""
TRIES = 8
"""How often a probe is asked until it finds what it looks for."""
READY = """async () => {
  const consent = document.querySelector("#__consent");
  if (consent) consent.hidden = true;
  await new Promise((done) => setTimeout(done, 300));
}"""
# What is waited for is asked for again and again: where a browser leaves the page meanwhile, an
# answer that is waited for may never come.
PROBES = """({ probes, tries }) => {
  const $ = (selector) => document.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const style = (word) => $$("style").some((sheet) => sheet.textContent.includes(word));
  const scroll = async (top) => { window.scrollTo({ top, behavior: "instant" }); await wait(120); };
  const roll = async (end) => { for (let top = 0; top < end; top += 150) await scroll(top); };
  const ask = async () => {
    const found = {};
    for (const [name, probe] of Object.entries(probes)) {
      for (let count = 0; count < tries && !found[name]; count += 1) {
        if (count) await wait(250);
        try {
          found[name] = Boolean(await eval(`(async () => ${probe})()`));
        } catch {
          found[name] = false;
        }
        scrollTo(0, 0);
      }
    }
    return found;
  };
  window.answers = undefined;
  ask().then((found) => { window.answers = found; });
}"""
LONGEST = 120_000
"""Milliseconds that all probes of a page may take together."""
CODE = """\
``` python
total = 1  # (1)!
```

1.  An annotation.
"""
TABS = """\
=== "One"

    First.

=== "Two"

    Second.

"""
BODY = f"""
A needle[^1] in the HTML of a [page](PLACE).

{CODE}

{TABS}
- apart

{TABS}

*[HTML]: Hypertext

[^1]: A footnote.

""" + "".join(f"## Part {number}\n\n{'Some words. ' * 80}\n\n" for number in range(9))
ALL = {
    "site_name": "Ana Kovač",
    "site_url": "https://ana.example/",
    "docs_dir": "site_src",
    "theme": {"name": "material", "custom_dir": "overrides"},
    "plugins": ["search", {"proofolio/portfolio": {"cards": False}}, "proofolio/posts"],
    "markdown_extensions": [
        {"pymdownx.tabbed": {"alternate_style": True}},
        {"pymdownx.highlight": {"line_spans": "__span"}},
    ],
    "nav": [
        {"Home": "index.md"},
        {"Notes": ["notes/index.md", "notes/second.md"]},
        {"Writing": "posts/index.md"},
        {"Work": "projects/index.md"},
    ],
}


def merged(one: Any, other: Any) -> Any:
    """Settings with more of them: mappings and lists grow, anything else is replaced."""
    if isinstance(one, dict) and isinstance(other, dict):
        both = {key: merged(one[key], other[key]) for key in one.keys() & other.keys()}
        return {**one, **other, **both}
    return [*one, *other] if isinstance(one, list) and isinstance(other, list) else other


def write_site(folder: Path, cases: list[Case]) -> Path:
    """A site with a page, a post and all that these cases write."""
    shutil.copytree(SITES / "minimal", folder)
    settings, head = dict(ALL), {}
    files = {"main.html": '{% extends "base.html" %}'}
    for case in cases:
        settings = merged(settings, case.get("write", {}))
        head |= case.get("page", {})
        files |= case.get("file", {})
        if case["group"] == "Features":
            settings = merged(settings, {"theme": {"features": [case["name"]]}})
        if case["group"] == "Theme" and case["name"].startswith("icon."):
            tree: Any = f"mine/{case['name'].rpartition('.')[2]}"
            for key in reversed(case["name"].split(".")):
                tree = {key: tree}
            settings = merged(settings, {"theme": tree})
    if cases:
        files["main.html"] += "{% block announce %}<b class=probe-announce>New</b>{% endblock %}"
    for name, text in files.items():
        path = folder / "overrides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    icons = folder / "overrides/.icons/mine"
    icons.mkdir(parents=True)
    for name in {"page", *(case["name"].rpartition(".")[2] for case in CASES)}:
        icon = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="probe-{name}"><path d="M0 0"/></svg>'
        )
        (icons / f"{name}.svg").write_text(icon, encoding="utf-8")
    front = f"---\n{yaml.safe_dump(head)}---\n" if head else "---\n---\n"
    pages = {"notes/index.md": "second.md", "notes/second.md": "index.md"}
    (folder / "site_src/notes").mkdir()
    for name, place in pages.items():
        text = f"{front}# {name}\n{BODY.replace('PLACE', place)}"
        (folder / "site_src" / name).write_text(text, encoding="utf-8")
    (folder / "posts").mkdir()
    dated = front.replace("---\n", "---\ndate: 2026-05-01\n", 1)
    body = BODY.replace("PLACE", "../site_src/notes/second.md")
    for number in range(12):
        name = f"posts/{f'short-{number}' if number else 'long'}.md"
        text = (
            f"{dated}# Long {number}\n{body}"
            if not number
            else f"{dated}# Short {number}\n\nText.\n"
        )
        (folder / name).write_text(text, encoding="utf-8")
    for name in ("mine.svg", "mine.css", "mine.js", "fill.js"):
        (folder / "site_src" / name).write_text("<svg/>" if "svg" in name else "", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return folder


Outcome = dict[str, dict[str, bool]]
"""For each setting, whether it shows on each kind of page."""


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory, build_report: Callable[..., tuple[Path, list[str]]]
) -> Callable[[list[Case]], tuple[Path, list[str]]]:
    """The folder above a site with these cases, and what the build said."""

    def build(cases: list[Case]) -> tuple[Path, list[str]]:
        folder = tmp_path_factory.mktemp("settings")
        site = str(folder / "built/1.0")
        _, messages = build_report(write_site(folder / "author", cases), site_dir=site)
        versions = [{"version": "1.0", "title": "1.0", "aliases": ["latest"]}]
        (folder / "built/versions.json").write_text(json.dumps(versions), encoding="utf-8")
        return folder / "built", messages

    return build


def outcome(address: str, cases: list[Case], open_page: Callable[..., Any], tries: int) -> Outcome:
    """On which kinds of page the probes of these settings find what they look for."""
    found: Outcome = {case["name"]: {} for case in cases}
    alone = [case for case in cases if ALONE & case.keys()]
    for kind, path in PAGES.items():
        for group in [[case for case in cases if case not in alone], *([case] for case in alone)]:
            page = open_page(f"{address}{path}{group[0].get('at', '')}")
            page.set_viewport_size({"width": 1280, "height": 500})
            page.evaluate(READY)
            for name, answer in answers(page, group, tries).items():
                found[name][kind] = answer
            page.close()
    return found


def answers(page: Any, cases: list[Case], tries: int) -> dict[str, bool]:
    """What each probe finds on a page, if not at once, then at one of the next tries."""

    def ask(asked: list[Case], tries: int) -> dict[str, bool]:
        probes = {case["name"]: case["probe"] for case in asked}
        page.evaluate(PROBES, {"probes": probes, "tries": tries})
        found = page.wait_for_function(
            "() => window.answers", timeout=LONGEST if len(asked) > 1 else LONGEST / 8
        )
        return dict(found.json_value())

    try:
        found = ask([case for case in cases if "hover" not in case], tries)
    except PlaywrightError:
        # A browser that follows a link takes the page away.
        assert cases[0].get("leaves")
        return {cases[0]["name"]: False}
    for case in (case for case in cases if "hover" in case):
        found[case["name"]] = False
        element = page.locator(case["hover"]).first
        for _ in range(tries if element.count() else 0):
            page.mouse.move(2, 2)
            # What an earlier one brought up goes away by itself.
            for _ in range(TRIES):
                if not any(ask([case], 1).values()):
                    break
                page.wait_for_timeout(250)
            element.hover(force=True)
            found |= ask([case], TRIES)
            if found[case["name"]]:
                break
    return found


def at(folder: Path, serve_site: Callable[..., str]) -> str:
    """Where a site answers; its sitemap is made to say the same."""
    address = f"{serve_site(folder)}1.0/"
    sitemap = folder / "1.0/sitemap.xml"
    here = sitemap.read_text(encoding="utf-8").replace(ALL["site_url"], address)
    sitemap.write_text(here, encoding="utf-8")
    return address


def setting(case: Case) -> str:
    """A setting as the table of idle ones names it."""
    before = {"Features": "theme.features.", "Theme": "theme."}.get(case["group"], "")
    return before + case["name"]


@pytest.mark.long
@pytest.mark.chromium
def test_each_setting_works_or_is_told(
    built: Callable[..., tuple[Path, list[str]]],
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    root: Path,
    golden: Callable[[Path, str], None],
) -> None:
    idle = known_settings()["idle"]
    plain = outcome(at(built([])[0], serve_site), CASES, open_page, 2)
    found: Outcome = {}
    for is_second in (False, True):
        cases = [case for case in CASES if case.get("second", False) == is_second]
        folder, messages = built(cases)
        found |= outcome(at(folder, serve_site), cases, open_page, TRIES)
        notes = [text for text in messages if "do nothing here" in text]
        asked = [name for name in map(setting, cases) if name in idle]
        assert len(notes) == bool(asked)
        for name in asked:
            assert name.removeprefix("theme.features.") in notes[0]
    assert len(CASES) == len(found) > 70
    for case in CASES:
        assert any(found[case["name"]].values()) != (setting(case) in idle), case["name"]
        changes = found[case["name"]] != plain[case["name"]]
        assert changes or setting(case) in idle or "how" in case, case["name"]
    golden(root / "docs/material.md", table(found, plain))


HEAD = """\
# Settings of Material

The theme of these pages is Material for MkDocs, in a frame of proofolio's own. This is what each of
its settings does here, as a browser shows it on a page that you wrote, on a post or project, and on
a page that is made for you. What does nothing is told by the build in one note, with what to use
instead; so is a name that Material does not have, a value that no page could read, and an icon or a
file that is missing. The table is made by a test, from a site with all of it and one with none.
"""
MARKS = {(True, False): "yes", (True, True): "always", (False, False): "no", (False, True): "no"}


def table(found: Outcome, plain: Outcome) -> str:
    """The page about Material's settings."""
    idle = known_settings()["idle"]
    lines = [HEAD]
    for group in GROUPS:
        head = [group["group"], *PAGES, "How"]
        lines += [f"## {group['group']}", "", group["why"], ""]
        lines += ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        for case in group["settings"]:
            name = case["name"]
            shown = [MARKS[found[name][kind], plain[name][kind]] for kind in PAGES]
            told = idle.get(setting({**case, "group": group["group"]}))
            how = f"told: {told}" if told else case.get("how", "")
            lines.append("| " + " | ".join([f"`{name}`", *shown, how]) + " |")
        if group["group"] == "Templates":
            for name in (name for name in idle if name.startswith("partials/")):
                lines.append(f"| `{name}` | no | no | no | told: {idle[name]} |")
        lines.append("")
    return "\n".join(lines)


def test_every_setting_that_material_has_is_tried() -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(TEMPLATES.rglob("*.html"))]
    assert len(texts) > 60
    (bundle,) = TEMPLATES.glob("assets/javascripts/bundle.*.min.js.map")
    script = bundle.read_text(encoding="utf-8")
    features = set(re.findall(r'"([a-z.]+)" (?:not )?in features', "".join(texts)))
    features |= set(re.findall(r'feature\(\\"([a-z.]+)\\"\)', script))
    extra = set(re.findall(r"config\.extra\.([a-z]+)", "".join(texts)))
    theme = set(re.findall(r"config\.theme\.([a-z]+)", "".join(texts)))
    icons = set(re.findall(r"config\.theme\.icon\.([a-z]+)", "".join(texts)))
    known = known_settings()["known"]
    assert features == set(known["features"])
    assert extra <= set(known["extra"])
    assert theme <= set(known["theme"])
    tried = {group["group"]: {case["name"] for case in group["settings"]} for group in GROUPS}
    assert tried["Features"] == features
    assert extra <= tried["Extra"]
    assert theme - {"features", "icon"} <= tried["Theme"]
    assert icons <= {name.split(".")[1] for name in tried["Theme"] if name.startswith("icon.")}


def test_a_template_that_nothing_includes_is_told(
    built: Callable[..., tuple[Path, list[str]]],
) -> None:
    idle = [name for name in known_settings()["idle"] if name.startswith("partials/")]
    # Others are imported for their macros, and what they write outside of these goes nowhere.
    whole = [name for name in idle if "-item" not in name]
    files = {name: f'{{% include "material/{name}" %}}<!-- probe {name} -->' for name in whole}
    read = {"partials/logo.html": "<!-- probe logo -->"}
    case = {"group": "Templates", "name": "any", "file": {**files, **read}}
    custom = {
        "group": "Theme",
        "name": "custom_dir",
        "write": {"theme": {"custom_dir": "overrides"}},
    }
    folder, messages = built([case, custom])
    pages = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.html"))
    assert re.findall(r"<!-- probe ([\w/.-]+) -->", pages).count("logo") > 3
    assert not [name for name in whole if f"<!-- probe {name} -->" in pages]
    (note,) = [text for text in messages if "do nothing here" in text]
    assert whole
    assert all(name in note for name in whole)
