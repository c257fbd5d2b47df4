"""Mistakes of ours: told in two lines that name what was being made, and never as a traceback."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import proofolio
from proofolio.adapters.mkdocs.check import read_site
from proofolio.cli import main

SITES = Path(__file__).parent.parent / "sites"
NOTEBOOK = (
    '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": "# %s"}],'
    ' "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
)
STAGES = [
    ("sources.reading", "parse_yaml", "projects/triage.yml"),
    ("sources.reading", "parse_yaml", "site_src/_data/services.yml"),
    ("sources.entries", "read_fields", "projects/triage.yml"),
    ("sources.lists", "read_fields", "site_src/_data/profile.yml"),
    ("adapters.mkdocs.portfolio", "add_pages", "this site"),
    ("adapters.mkdocs.made_pages", "render_page", "(page /)"),
    ("adapters.mkdocs.made_pages", "parse_block", "site_src/own.md"),
    ("outputs.site", "cached_render", "projects/two.ipynb"),
    ("outputs.feeds", "make_entry", "projects/triage.yml"),
    ("adapters.mkdocs.feeds", "feed_addresses", "this site"),
    ("adapters.mkdocs.portfolio", "frame", "404.html or sitemap.xml"),
    ("adapters.mkdocs.portfolio", "fix_markup", "404.html"),
    ("adapters.mkdocs.dangers", "withheld_in", "/404.html"),
]
"""A function of ours that is taken away, and what is then said to have been in the making."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    settings = folder / "mkdocs.yml"
    feeds = "  - proofolio/feeds: {authority: kovac.example}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + feeds, encoding="utf-8")
    (folder / "site_src" / "own.md").write_text("# Own\n\n{{< services >}}\n", encoding="utf-8")
    triage = folder / "projects" / "triage.yml"
    triage.write_text(triage.read_text(encoding="utf-8") + "\ndate: 2026-05-01\n", "utf-8")
    for name in ("one", "two"):
        (folder / "projects" / f"{name}.ipynb").write_text(NOTEBOOK % name, encoding="utf-8")
    return folder


def built(folder: Path) -> None:
    """The site is built as `mkdocs build` does it."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "out"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


@pytest.mark.parametrize(("module", "name", "made"), STAGES)
def test_a_mistake_is_told_with_what_was_being_made(
    module: str,
    name: str,
    made: str,
    site: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.import_module(f"proofolio.{module}"), name, None)
    with pytest.raises(Abort, match="mistake in proofolio"):
        built(site)
    messages = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    told = [
        text
        for text in messages
        for each in made.split(" or ")
        if f"proofolio: {each}: could not be read or made" in text
    ]
    assert len(told) == 1, messages
    first, second = told[0].splitlines()
    assert re.search(r"\([a-z_/]+\.py:\d+, TypeError: ", first)
    assert f"This is a mistake in proofolio {version('proofolio')}" in second


def test_the_command_shows_a_traceback_only_when_asked(site: Path) -> None:
    hook = "import proofolio.adapters.mkdocs.made_pages as pages\npages.render_page = None\n"
    (site / "own.py").write_text(hook, encoding="utf-8")
    settings = site / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "hooks: [own.py]\n", "utf-8")
    for option, shown in ((), False), (("-v",), True):
        done = _mkdocs("build", *option, cwd=site)
        assert done.returncode == 1
        assert "This is a mistake in proofolio" in done.stderr
        assert ("Traceback" in done.stderr) is shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "text", "setting"),
    [
        ("own.py", "def on_page_content(html, **_):\n    return html / 2\n", "hooks: [own.py]"),
        ("overrides/main.html", "{% block %}", ""),
        ("overrides/main.html", "{{ 1 / 0 }}", ""),
    ],
)
def test_other_peoples_exceptions_are_theirs(
    file: str, text: str, setting: str, site: Path
) -> None:
    (site / "overrides").mkdir()
    (site / file).write_text(text, encoding="utf-8")
    settings = (site / "mkdocs.yml").read_text(encoding="utf-8") + setting
    settings = settings.replace("name: material", "name: material\n  custom_dir: overrides")
    (site / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = _mkdocs("build", "-f", "mkdocs.yml", cwd=site)
    assert done.returncode == 1
    assert "mistake in proofolio" not in done.stderr
    assert file in done.stderr


def test_a_place_that_cannot_be_written_is_named(site: Path) -> None:
    done = _mkdocs("build", "-d", "mkdocs.yml/out", cwd=site)
    assert done.returncode == 1
    assert re.search(r"mkdocs.yml/out cannot be written \(.*Not a directory", done.stderr)
    assert "Traceback" not in done.stderr


def _mkdocs(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_check_goes_on_without_the_entries_that_cannot_be_made(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [str(f.problem) for f in read_site(site / "mkdocs.yml").findings()]
    assert others
    monkeypatch.setattr("proofolio.outputs.site.cached_render", None)
    findings = read_site(site / "mkdocs.yml").findings()
    mistakes = [f.problem.path for f in findings if f.check.id == "CFG-013"]
    assert mistakes == ["projects/one.ipynb", "projects/two.ipynb"]
    assert [str(f.problem) for f in findings if f.check.id != "CFG-013"] == others


def test_a_file_that_goes_away_during_a_build_is_no_mistake(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hook = "from pathlib import Path\n\ndef on_config(config):\n    Path(%r).unlink()\n"
    lost = site / "projects" / "two.ipynb"
    (site / "own.py").write_text(hook % str(lost), encoding="utf-8")
    settings = site / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") + "hooks: [own.py]\n"
    settings.write_text(text, encoding="utf-8")
    # What it would have told is not asked for before its page is made.
    table = "title: Two\nsummary: A notebook.\nnotebook: two.ipynb\n"
    (site / "projects" / "three.yml").write_text(table, encoding="utf-8")
    built(site)
    said = [text for text in caplog.messages if "No such file" in text]
    assert len(said) == 1
    assert "two.ipynb" in said[0]
    assert "mistake" not in caplog.text


def test_commands_show_a_traceback_only_when_asked(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.adapters.mkdocs.portfolio.load", None)
    for command in ("check", "proof", "feed-ids"):
        for option, shown in ((), False), (("-v",), True):
            done = CliRunner().invoke(main, [command, "-f", str(site / "mkdocs.yml"), *option])
            assert done.exit_code == 2
            assert "This is a mistake in proofolio" in done.stderr
            assert ("Traceback" in done.stderr) is shown


def functions() -> list[tuple[Any, str]]:
    """Every function that a module of ours has or borrows from another one."""
    found = []
    for info in pkgutil.walk_packages(proofolio.__path__, "proofolio."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__.startswith("proofolio."):
                found.append((module, name))
    return found


KEPT = ("mistakes", "failures", "speak", "grouping", "commands", "server")
"""What tells of mistakes, and has to stand while they happen."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_whatever_fails_ends_in_words(
    part: int, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tuple(f"proofolio.{name}" for name in KEPT)
    chosen = [
        (module, name)
        for module, name in functions()
        if module.__name__.split(".")[-1] not in KEPT
        and vars(module)[name].__module__.split(".")[-1] not in KEPT
    ][part::24]
    assert len(chosen) > 40, kept
    stopped = 0
    for module, name in chosen:
        with monkeypatch.context() as patch:
            patch.setattr(module, name, None)
            try:
                built(site)
            except Abort as error:
                stopped += "mistake in proofolio" in str(error)
            done = CliRunner().invoke(main, ["check", "-f", str(site / "mkdocs.yml")])
            assert done.exit_code in (0, 1, 2), f"{module.__name__}.{name}: {done.exception!r}"
            assert isinstance(done.exception, SystemExit | None)
    assert stopped > 5
