"""What holds the words of a quote that has ended is left out; the rest is published."""

from __future__ import annotations

import base64
import calendar
import datetime as dt
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from tests.checks.published import kerned, pdf, utf16

from proofolio.adapters.mkdocs.check import Checked, read_site
from proofolio.check_command import _fails
from proofolio.checks.confidential import names_in
from proofolio.checks.texts.folding import letters_of
from proofolio.checks.withheld import Withheld, find_withheld

SITE = Path(__file__).parent.parent / "sites" / "checked"
SETTINGS = (SITE / "mkdocs.yml").read_text(encoding="utf-8").replace('cache: "", ', "")
PARTS = (
    "Ada cut our night shift in half, and nobody had to be asked to stay any longer.",
    "She said so in the first week, and not even the works council believed a word of it.",
)
WORDS = " ".join(PARTS)
LAST, FIRST = dt.date(2027, 3, 1), dt.date(2027, 3, 2)
"""The last day of the consent, and the first without it."""
QUOTE = f"""
ending:
  text: {WORDS}
  author: Kim Jansen
  role: Head of Night Work
  organization: a network
  date: 2026-02
  projects: load
  consent: {{status: granted, date: 2026-02, expires: {FIRST}}}
"""
HEAD = "---\ntitle: {}\ndate: 2026-05-01\nsummary: Written for a test of what is left out.\n---\n\n"


def notebook(source: str, output: str = "", kind: str = "code", **metadata: object) -> str:
    told = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    title = {"cell_type": "markdown", "id": "t", "metadata": {}, "source": "# Planted"}
    cell = {"cell_type": kind, "id": "c", "metadata": metadata, "source": source}
    if kind == "code":
        cell |= {"execution_count": 1, "outputs": told}
    return json.dumps({"cells": [title, cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def packed(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", f"a;{text}")
    return out.getvalue()


def cut(text: str, between: str = "\n> ") -> str:
    """The text in short lines."""
    words = text.split()
    return between.join(" ".join(words[at : at + 4]) for at in range(0, len(words), 4))


def marked(text: str) -> str:
    """The text with marks in the middle of words."""
    return " ".join(f"{w[:2]}**{w[2:4]}**{w[4:]}" if len(w) > 4 else w for w in text.split())


Plants = dict[str, Callable[[str], "dict[str, str | bytes]"]]
PAGES: Plants = {
    "page": lambda w: {"site_src/said.md": f"# Said\n\n> {cut(w)}\n"},
    "page with marks": lambda w: {"site_src/said.md": f"# Said\n\n{marked(w)}\n"},
    "page in HTML": lambda w: {
        "site_src/deep/said.md": f"# Said\n\n<p>{w.replace(' ', '&#32;<b></b>', 3)}</p>\n"},
    "description of a page": lambda w: {
        "site_src/said.md": f'---\ndescription: "{w}"\n---\n# Said\n\nA page.\n'},
    "page for a listing": lambda w: {"site_src/projects/index.md": f"# Work\n\n{w}\n"},
    "page beside a listing": lambda w: {"site_src/projects.md": f"# Work\n\n{w}\n"},
    "sentence": lambda w: {"site_src/said.md": f"# Said\n\n{w.removeprefix(PARTS[0])}\n"},
    "picture in a page": lambda w: {"site_src/said.md": "# Said\n\n![A](data:image/svg+xml;base64,"
        + base64.b64encode(FILES["drawing"](w)["site_src/said.svg"].encode()).decode() + ")\n"},
    "home": lambda w: {"site_src/index.md": f"# Ada\n\n{{{{< hero >}}}}\n\n{w}\n"},
}  # fmt: skip
ENTRIES: Plants = {
    "text of a project": lambda w: {"projects/said.md": HEAD.format("A") + f"> {cut(w)}\n"},
    "field of a project": lambda w: {
        "projects/said.yml": f"title: A\nproblem: >-\n  {cut(w, chr(10) + '  ')}\n"
    },
    "outcome of a project": lambda w: {
        "projects/said.yml": f"title: A\noutcomes: [{json.dumps(w)}]\n"
    },
    "post": lambda w: {"posts/said.md": HEAD.format("A") + f"{marked(w)}\n"},
    "summary of a post": lambda w: {
        "posts/said.md": HEAD.format("A").replace("Written for", f"{w} Written for") + "Text.\n"
    },
    "notebook": lambda w: {"projects/said.ipynb": notebook(cut(w, "\n"), kind="markdown")},
    "code of a notebook": lambda w: {
        "projects/said.ipynb": notebook(f"# {cut(w, chr(10) + '# ')}\n1")
    },
    "output of a notebook": lambda w: {"projects/said.ipynb": notebook("print(1)", w)},
    "notebook of a post": lambda w: {
        "posts/said.ipynb": notebook(w, kind="markdown"),
        "posts/said.yml": "date: 2026-05-01\n",
    },
    "title of a post": lambda w: {
        "posts/said.md": HEAD.format("A").replace("title: A", f"title: {json.dumps(PARTS[0])}")
    },
    "tag of a project": lambda w: {
        "projects/said.md": HEAD.format("A").replace("title", f"tags: [{json.dumps(w)}]\ntitle")
        + "Text.\n"
    },
    "talk": lambda w: {
        "site_src/_data/talks.yml": f"said:\n  {{title: A, date: 2026-05-01, event: A day,"
        f" abstract: {json.dumps(w)}}}\n"
    },
    "publication": lambda w: {
        "site_src/_data/publications.yml": "said:\n  {title: A, date: 2026-05-01,"
        f" url: 'https://a.example/', abstract: {json.dumps(w)}}}\n"
    },
    "niche": lambda w: {
        "site_src/_data/niches.yml": "power:\n  name: Power\n  headline: For networks\n"
        f"  problem: {json.dumps(w)}\n"
    },
}
FILES: Plants = {
    "text": lambda w: {"site_src/said.txt": f"Dear all,\n\n{cut(w, chr(10))}\n"},
    "text in UTF-16": lambda w: {"site_src/files/said.csv": f"a;{w}\n".encode("utf-16")},
    "HTML": lambda w: {"site_src/said.html": f"<!doctype html><title>a</title><p>{w}</p>"},
    "drawing": lambda w: {"site_src/said.svg":
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text>{w}</text></svg>"},
    "PDF": lambda w: {"site_src/said.pdf": pdf(stream=kerned(w))},
    "title of a PDF": lambda w: {"site_src/said.pdf": pdf(b"<" + utf16(w).hex().encode() + b">")},
    "archive": lambda w: {"site_src/said.zip": packed(w)},
    "script": lambda w: {"site_src/said.js": f"const said = {json.dumps(w)};\n"},
    "notebook to take along": lambda w: {"site_src/said.ipynb": notebook(f"# {w}")},
}  # fmt: skip
BESIDE: Plants = {
    "linked file": lambda w: {"projects/load/letter.txt": w, "projects/linking.md":
        HEAD.format("Linking") + "See [the letter](load/letter.txt) first.\n"},
    "linked PDF of a post": lambda w: {"posts/files/letter.pdf": pdf(stream=kerned(w)),
        "posts/linking.md": HEAD.format("Linking") + "See [the letter](files/letter.pdf).\n"},
    "drawing of a project": lambda w: {
        "projects/linking.svg": FILES["drawing"](w)["site_src/said.svg"],
        "projects/linking.yml": "title: Linking\nimage: {src: linking.svg, alt: A drawing}\n"},
}  # fmt: skip
FAST = ("page", "code of a notebook")
ALL = {**PAGES, **ENTRIES, **FILES, **BESIDE}


def target_of(name: str) -> str:
    """What a page of the docs folder writes to lead to a source; empty where nothing does."""
    folder, _, rest = name.partition("/")
    if folder == "site_src":
        listing = {
            "_data/talks.yml": "talks/index.md",
            "_data/publications.yml": "publications/index.md",
        }
        return listing.get(rest, "" if rest.startswith("_data") else rest)
    stem = rest.partition(".")[0]
    return f"{folder}/{stem}/index.md" if stem in ("said", "linking") else ""


def around(planted: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """A page, a post and settings that lead to all of it in every way."""
    targets = sorted({target for name in planted if (target := target_of(name))})
    hub = "".join(f"- [words {n}]({target})\n" for n, target in enumerate(targets))
    hub += "".join(
        f"- ![words {n}]({target})\n- <img src='../{target}' alt='more {n}'>\n"
        if target.endswith(".svg")
        else f'- <a href="../{target.removesuffix("index.md").removesuffix(".md")}">words {n}</a>\n'
        for n, target in enumerate(targets)
    )
    post = "".join(f"- [words {n}](../site_src/{target})\n" for n, target in enumerate(targets)
                   if f"site_src/{target}" in planted)  # fmt: skip
    post += "".join(f"- [more](../{name})\n" for name in planted if "said." in name)
    post += "".join(
        f"- [word](/{target.removesuffix('index.md').removesuffix('.md')})\n" for target in targets
    )
    pages = [target for target in targets if target.endswith(".md")]
    nav = "".join(f"  - Words {n}: {target}\n" for n, target in enumerate(pages))
    nav += "".join(f"  - Deep {n}: [{target}]\n" for n, target in enumerate(pages))
    scripts = [*(target for target in targets if target.endswith(".js")), "own.js"]
    return {
        "mkdocs.yml": SETTINGS + "nav:\n  - Home: index.md\n  - Hub: hub.md\n"
        + nav + f"extra_javascript: [{', '.join(scripts)}]\n",
        "site_src/hub.md": f"# Hub\n\nWhere all leads.\n\n{hub}\n",
        "posts/all-links.md": HEAD.format("All links") + post,
    }  # fmt: skip


def at(day: dt.date) -> str:
    return str(calendar.timegm((*day.timetuple()[:3], 12, 0, 0)))


def write(folder: Path, planted: dict[str, str | bytes]) -> None:
    for name, content in planted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site where much leads to what may go, and a quote that will end."""
    folder = tmp_path_factory.mktemp("author") / "site"
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns(".cache"))
    quotes = (folder / "site_src/_data/testimonials.yml").read_text(encoding="utf-8")
    write(folder, {
        "site_src/_data/testimonials.yml": quotes + QUOTE,
        "site_src/own.js": "const own = 1;\n",
    })  # fmt: skip
    return folder


@dataclass
class Result:
    site: Path
    messages: list[str]
    checked: Checked

    def errors(self) -> list[str]:
        return [text for text in self.messages if text.startswith("ERROR")]

    def outputs_with_words(self) -> list[str]:
        """Files that hold the words, as the package looks and as anybody would."""
        words = [Withheld("the words", "a.yml", 1, letters_of(part)) for part in PARTS]
        held = []
        for name in names_in(self.site):
            content = (self.site / name).read_bytes()
            if any(part.encode() in content for part in PARTS) or any(
                find_withheld(name, content, words)
            ):
                held.append(name)
        return held

    def dead_links(self) -> list[str]:
        """Links of pages, and whole addresses in any text, that lead nowhere."""
        codes = ("dead-page", "beside-site")
        built = self.checked.built(self.site, "site")
        dead = [str(problem) for problem in built if problem.code in codes]
        for path in self.site.rglob("*"):
            if path.suffix in (".html", ".xml", ".json", ".txt"):
                text = path.read_text(encoding="utf-8", errors="replace")
                for address in set(re.findall(r"https://ada\.example/([^\s\"'<>\\)&#]*)", text)):
                    target = self.site / address
                    if not (target / "index.html" if target.is_dir() else target).is_file():
                        dead.append(f"{path}: {address}")
        return dead


Make = Callable[[dict[str, "str | bytes"], dt.date], Result]


@pytest.fixture
def make(
    author: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    build_report: Callable[..., tuple[Path, list[str]]],
) -> Make:  # fmt: skip
    def made(planted: dict[str, str | bytes], day: dt.date) -> Result:
        folder = tmp_path / "site"
        shutil.copytree(author, folder, dirs_exist_ok=True)
        write(folder, around(planted) | planted)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", at(day))
        site, messages = build_report(folder)
        return Result(site, messages, read_site(folder / "mkdocs.yml"))

    return made


def planted_in(plants: Plants) -> dict[str, str | bytes]:
    found: dict[str, str | bytes] = {}
    for plant in plants.values():
        found |= plant(WORDS)
    return found


def check_left_out(result: Result, plants: Plants) -> None:
    assert result.outputs_with_words() == []
    assert result.dead_links() == []
    # What is fine is there.
    for name in ("index.html", "hub/index.html", "projects/load/index.html", "own.js",
                 "projects/index.html", "posts/all-links/index.html"):  # fmt: skip
        assert (result.site / name).is_file(), name
    hub = (result.site / "hub/index.html").read_text(encoding="utf-8")
    count = len(set(filter(None, map(target_of, planted_in(plants)))))
    assert all(f"words {n}" in hub for n in range(count))
    # It is told as the error it is, and stops nothing.
    findings = result.checked.findings(result.checked.built(result.site, "site"))
    copies = [f for f in findings if f.problem.code == "withheld-copy"]
    for name, plant in plants.items():
        told = {f.problem.path for f in copies}
        assert told & plant(WORDS).keys(), (name, told)
        assert any(path in text for text in result.errors() for path in plant(WORDS)), name
    assert {f.severity for f in copies} == {"error"}
    assert not _fails(findings, strict=False)
    assert _fails(findings, strict=True)
    assert all(WORDS not in text for text in result.messages)
    assert [m for m in result.messages if m.startswith("WARNING")] == []


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in FAST else pytest.mark.slow) for name in ALL],
)
def test_what_holds_the_words_is_left_out_alone(name: str, make: Make) -> None:
    plants = {name: ALL[name]}
    before = make(planted_in(plants), LAST)
    assert before.errors() == []
    assert before.dead_links() == []
    assert len(before.outputs_with_words()) > 3
    check_left_out(make(planted_in(plants), FIRST), plants)


def test_all_of_it_is_left_out_together(make: Make) -> None:
    chosen = {name: plant for name, plant in ALL.items() if name not in (
        # They are written to the same files as others.
        "page with marks", "sentence", "picture in a page", "title of a post", "tag of a project",
        "description of a page", "page beside a listing", "code of a notebook",
        "output of a notebook", "title of a PDF", "field of a project", "outcome of a project",
        "summary of a post", "notebook of a post", "notebook")}  # fmt: skip
    check_left_out(make(planted_in(chosen), FIRST), chosen)


NOT_PUBLISHED: Plants = {
    "comment in YAML": lambda w: {"projects/said.yml": f"# {w}\ntitle: A\nproblem: Why?\n"},
    "removed cell": lambda w: {"projects/said.ipynb": notebook(w, tags=["remove-cell"])},
    "removed output": lambda w: {
        "projects/said.ipynb": notebook("print(1)", w, tags=["remove-output"])
    },
    "program beside": lambda w: {
        "projects/said.md": HEAD.format("A"), "projects/own.py": f"# {w}\n"},
    "draft": lambda w: {"projects/said.md": HEAD.format("A"), "posts/mine.md": f"---\n"
                        f"title: A\ndate: 2026-05-01\nstatus: draft\n---\n\n{w}\n"},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NOT_PUBLISHED)
def test_what_nobody_would_read_costs_nothing(name: str, make: Make) -> None:
    result = make(NOT_PUBLISHED[name](WORDS), FIRST)
    assert result.outputs_with_words() == []
    assert result.errors() == []
    assert (result.site / "projects/said/index.html").is_file()


STOPS: Plants = {
    "settings": lambda w: {"mkdocs.yml": f"{SETTINGS}copyright: {json.dumps(w)}\n"},
    "profile": lambda w: {
        "site_src/_data/profile.yml": f"name: Ada Sample\nheadline: A\nsummary: {json.dumps(w)}\n"
    },
    "template": lambda w: {
        "mkdocs.yml": SETTINGS.replace("{name: material", "{custom_dir: over, name: material"),
        "over/main.html": "{% extends 'base.html' %}{% block announce %}" + w + "{% endblock %}",
    },
    "included file": lambda w: {
        "mkdocs.yml": f"{SETTINGS}markdown_extensions: [pymdownx.snippets]\n",
        "said.txt": w,
        "site_src/said.md": '# Said\n\n--8<-- "said.txt"\n',
    },
    "hook": lambda w: {
        "mkdocs.yml": f"{SETTINGS}hooks: [own.py]\n",
        "own.py": f"def on_post_page(output, page, config):\n    return output + {w!r}\n",
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STOPS)
def test_what_cannot_be_left_out_stops_the_build(name: str, make: Make) -> None:
    with pytest.raises(Abort):
        make(STOPS[name](WORDS), FIRST)
