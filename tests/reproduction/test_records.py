"""A record is believed as far as it fits today's notebook and numbers, and the page says whose."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from mkdocs.config import load_config
from tests.reproduction.sites import notebook

from proofolio.adapters.mkdocs.portfolio import portfolio_of
from proofolio.model.reproduction import Reproduction, as_record, as_text, digest

RUN = "https://github.com/ana/site/actions/runs/4711"
PROJECT = """\
title: Load
date: 2026-03-01
outcomes:
  - {metric: Error, key: error, before: 6.8, value: 3.5, unit: '%', evidence: '#error'}
  - Sooner by 12 days in 2026
notebook: load.ipynb
"""
SENTENCE = PROJECT.replace(
    "  - Sooner by 12 days in 2026\n",
    "  - {key: sooner, sentence: Sooner by 12 days in 2026, evidence: '#error'}\n",
)
NOTEBOOK = notebook("show(open('data.csv'))", saved="before 6.8, after 3.49; 12 days")
DATA = "a,b\n1,2\n"
FILES = {
    "projects/load.yml": SENTENCE,
    "projects/load.ipynb": NOTEBOOK,
    "projects/data.csv": DATA,
    "projects/other.yml": "title: Other\ndate: 2026-03-01\n",
}
Build = Callable[..., tuple[Path, list[str]]]
Make = Callable[..., Path]


def record(**changed: Any) -> Reproduction:
    content: dict[str, Any] = {
        "project": "load",
        "notebook": "projects/load.ipynb",
        "files": {
            "projects/load.ipynb": digest(NOTEBOOK.encode()),
            "projects/data.csv": digest(DATA.encode()),
        },
        "day": dt.date(2026, 11, 19),
        "python": "3.13.1",
        "requirements": "",
        "packages": {"numpy": "2.4.6"},
        "network": False,
        "numbers": (number("6.8", "0.068"), number("3.5", "3.49"), number("12", "12", "sooner")),
        "run": RUN,
    }
    return Reproduction.model_validate({**content, **changed})


def number(claimed: str, found: str, outcome: str = "error", cell: str = "error") -> dict[str, str]:
    return {"outcome": outcome, "cell": cell, "claimed": claimed, "found": found}


def numbers(**changed: str) -> dict[str, Any]:
    """The second number changed."""
    kept = [each.model_dump() for each in record().numbers]
    return {"numbers": (kept[0], {**kept[1], **changed}, kept[2])}


NAME = "site_src/_data/reproduced/load.json"


def site_with(make_site: Make, text: str, name: str = NAME) -> Path:
    return make_site({**FILES, name: text})


def line_on_page(site: Path) -> Any:
    page = html.parse(site / "projects/load/index.html")
    return page.xpath("//*[@class='pf-nb']/p[@class='pf-small']")


def test_a_record_reads_as_it_was_written() -> None:
    assert as_record(as_text(record())) == record()


@pytest.mark.parametrize("run", [RUN, ""])
def test_the_page_says_when_and_leads_to_a_public_run_alone(
    make_site: Make, build_report: Build, run: str
) -> None:
    built, told = build_report(site_with(make_site, as_text(record(run=run))))
    assert not [line for line in told if "reproduced" in line]
    (line,) = line_on_page(built)
    said = line.text_content()
    rest = ", all its numbers came out the same (Python 3.13.1)."
    assert said == ("Reproduced on" if run else "Run again by me on") + " 19 Nov 2026" + rest
    assert line.xpath(".//a/@href") == ([run] if run else [])
    assert not list(built.rglob("*reproduced*"))


def test_of_a_run_to_come_nothing_is_said_yet(make_site: Make) -> None:
    assert not refusals_of(site_with(make_site, as_text(record(day=dt.date(2026, 11, 21)))))


def test_nothing_is_said_of_a_record_that_is_refused(make_site: Make, build_report: Build) -> None:
    built, told = build_report(site_with(make_site, by_hand("3.49", "3.51")))
    (message,) = [line for line in told if "reproduced/" in line]
    # It is new in this version, so that no strict build fails.
    assert message.startswith(f"INFO proofolio: {NAME}:")
    assert not line_on_page(built)


def records_of(site: Path) -> tuple[dict[str, Reproduction], list[str]]:
    """The records of a site that hold, and what is said of the others."""
    config = load_config(str(site / "mkdocs.yml"))
    portfolio = portfolio_of(config)
    assert portfolio
    portfolio.on_config(config)
    loaded = portfolio.loaded
    refused = [str(each) for each in loaded.problems if "reproduced/" in each.path]
    return dict(loaded.site.reproductions), refused


def refusals_of(site: Path) -> list[str]:
    """What is said of the records of a site, of which none holds."""
    held, refused = records_of(site)
    assert not held
    return refused


def by_hand(old: str, new: str) -> str:
    text = as_text(record())
    assert text.count(old)
    return text.replace(old, new, 1)


def sum_of(text: str) -> str:
    return str(json.loads(text)["sum"])


REFUSED = {
    "edited by hand": (by_hand("3.49", "3.51"), "sum", "was changed by hand"),
    "laid out by hand": (by_hand("\n ", "\n  "), "sum", "was changed by hand"),
    "with another sum": (by_hand(sum_of(as_text(record())), "0" * 64), "sum", "by hand"),
    "without a sum": (json.dumps(record().model_dump(mode="json")), "", "by hand"),
    "cut off": (as_text(record())[:300], "", "by hand"),
    "empty": ("", "", "by hand"),
    "a list": ("[]\n", "", "by hand"),
    "nested without end": ("[" * 50_000, "", "by hand"),
    "of another project": (as_text(record(project="other")), '"project"', 'the project "other"'),
    "of another notebook": (
        as_text(record(notebook="projects/x.ipynb")),
        '"notebook"',
        'is about "projects/x.ipynb", and "projects/load.ipynb" is shown',
    ),
    "without the notebook's digest": (as_text(record(files={})), '"files"', "changed"),
    "of a file that is gone": (
        as_text(record(files={**record().files, "projects/gone.csv": "0"})),
        "gone.csv",
        '"projects/gone.csv" changed',
    ),
    "of a file outside": (
        as_text(record(files={**record().files, "../outside": "0"})),
        "outside",
        '"../outside" changed',
    ),
    "of a file that no system has": (
        as_text(record(files={**record().files, "a\0b": "0", "x" * 5000: "0"})),
        '"files"',
        "changed",
    ),
    "with letters that a terminal heeds": (
        as_text(record(project="\x1b[2J\u202e")),
        '"project"',
        "the project",
    ),
    "of a Python that is none": (
        as_text(record()).replace("3.13.1", "<script>"),
        "sum",
        "by hand",
    ),
    "of a run elsewhere": (
        as_text(record(run="https://a.example/b/c")),
        '"run"',
        "none of GitHub Actions",
    ),
    "of a run as a script": (
        as_text(record(run="javascript:alert(1)//https://github.com/a/b/actions/runs/1")),
        '"run"',
        "none of GitHub Actions",
    ),
    "of an unknown outcome": (
        as_text(record(**numbers(outcome="eror"))),
        '"outcome": "eror"',
        'an outcome "eror"',
    ),
    "of another cell": (
        as_text(record(**numbers(cell="table"))),
        '"cell": "table"',
        'the cell "#table" of "error", which is now "#error"',
    ),
    "of a number that is not claimed": (
        as_text(record(**numbers(claimed="3.4"))),
        '"claimed": "3.4"',
        'says that "error" claims 3.4',
    ),
    "of a number that does not round to it": (
        as_text(record(**numbers(found="3.56"))),
        '"claimed": "3.5"',
        "says that 3.56 shows 3.5",
    ),
    "of no number at all": (
        as_text(record(**numbers(found="good"))),
        '"claimed": "3.5"',
        "says that good shows 3.5",
    ),
    "without one of the numbers": (
        as_text(record(numbers=record().numbers[:2])),
        '"numbers"',
        'nothing of a number of "sooner"',
    ),
}


@pytest.mark.parametrize("how", REFUSED)
def test_a_record_is_refused(make_site: Make, how: str) -> None:
    text, at, why = REFUSED[how]
    (message,) = refusals_of(site_with(make_site, text))
    lines = text.splitlines() or [""]
    found = next((n for n, line in enumerate(lines, 1) if at and at in line), 1)
    assert f"{NAME}:{found}: This record" in message
    assert why in message
    assert "\x1b" not in message
    assert "Run `proofolio reproduce load`, or delete the file." in message


CHANGED = {
    "the notebook": ({"projects/load.ipynb": NOTEBOOK + "\n"}, '"projects/load.ipynb" changed'),
    "its data": ({"projects/data.csv": DATA + "3,4\n"}, '"projects/data.csv" changed'),
    "the number": ({"projects/load.yml": SENTENCE.replace("3.5", "3.4")}, "claims 3.5"),
    "the sentence": ({"projects/load.yml": SENTENCE.replace("12", "14")}, "claims 12"),
    "the outcome": ({"projects/load.yml": PROJECT.replace("error,", "e,")}, 'outcome "error"'),
    "the repository": (
        {"mkdocs.yml": "repo_url: https://github.com/ana/other\n"},
        "of another repository",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_record_is_refused_once_something_else_changed(make_site: Make, what: str) -> None:
    site = site_with(make_site, as_text(record()))
    files, why = CHANGED[what]
    for name, text in files.items():
        kept = (site / name).read_text() if name == "mkdocs.yml" else ""
        (site / name).write_text(kept + text, encoding="utf-8")
    (message,) = refusals_of(site)
    assert why in message


def test_a_record_of_no_project_names_the_one_that_was_meant(make_site: Make) -> None:
    name = "site_src/_data/reproduced/lod.json"
    (message,) = refusals_of(site_with(make_site, as_text(record()), name))
    assert f'{name}:1: This record is of a project "lod" that there is not' in message
    assert 'did you mean "load"?' in message


def test_lines_may_end_as_git_writes_them_on_another_machine(
    make_site: Make, build_report: Build
) -> None:
    site = site_with(make_site, as_text(record()))
    for name in ("projects/load.ipynb", "projects/data.csv", NAME):
        content = (site / name).read_bytes().replace(b"\n", b"\r\n")
        (site / name).write_bytes(content)
    built, told = build_report(site)
    assert not [line for line in told if "reproduced" in line]
    assert len(line_on_page(built)) == 1


def test_the_records_of_the_example_hold(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted((root / "site_src/_data/reproduced").glob("*.json"))
    assert len(files) == 2
    days = [json.loads(path.read_text(encoding="utf-8"))["day"] for path in files]
    last = dt.datetime.combine(dt.date.fromisoformat(max(days)), dt.time(12), dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(last.timestamp())))
    held, refused = records_of(root)
    assert not refused
    assert sorted(held) == [path.stem for path in files]
