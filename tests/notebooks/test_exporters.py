"""An author names an exporter of her own, and is told where it does not work."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from proofolio.notebooks import (
    ExporterError,
    NamedExporter,
    Options,
    cached_render,
    named_exporter,
    render,
    stats,
)

LOUD = """
from nbconvert.preprocessors import Preprocessor
from proofolio.notebooks.exporter import FragmentExporter

class Shout(Preprocessor):
    def preprocess_cell(self, cell, resources, index):
        cell.source = cell.source.upper()
        return cell, resources

class Loud(FragmentExporter):
    preprocessors = [Shout]

class Broken(FragmentExporter):
    def fragment(self, notebook, options):
        raise KeyError("state")

class Runs(FragmentExporter):
    preprocessors = ["nbconvert.preprocessors.ExecutePreprocessor"]

class Other:
    pass
"""
KERNEL = "import sys; open(sys.argv[1], 'w').close()"
pytestmark = pytest.mark.filterwarnings("default")
As = Callable[..., bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "loud.py").write_text(LOUD, encoding="utf-8")
    return tmp_path


def _options(folder: Path, name: str) -> Options:
    return Options(path="a.ipynb", exporter=named_exporter(name, folder))


def test_it_renders_in_place_of_ours(folder: Path, as_bytes: As) -> None:
    fragment = render(as_bytes("quiet", {"source": "x"}), _options(folder, "loud.py:Loud"))
    assert fragment.text == "QUIET"
    assert fragment.problems == ()


def test_ours_can_be_named_by_its_module(folder: Path, as_bytes: As) -> None:
    named = _options(folder, "proofolio.notebooks.exporter:FragmentExporter")
    assert render(as_bytes("quiet"), named) == render(as_bytes("quiet"), Options(path="a.ipynb"))


@pytest.mark.parametrize(
    ("name", "says", "path"),
    [
        ("loud.py:Nobody", "loud.py:Nobody cannot be used (AttributeError", "mkdocs.yml"),
        ("loud.py:Other", "loud.py:Other is not a subclass of proofolio", "mkdocs.yml"),
        ("loud.py:Broken", "cannot render this notebook (KeyError: 'state')", "a.ipynb"),
    ],
)
def test_where_it_fails_ours_renders_and_nothing_is_kept(
    name: str, says: str, path: str, folder: Path, as_bytes: As
) -> None:
    fragment = cached_render(as_bytes("quiet"), _options(folder, name), folder / "kept")
    assert fragment.text == "quiet"
    (problem,) = fragment.problems
    assert says in problem.text
    assert problem.path == path
    assert not (folder / "kept").exists()


def test_none_runs_notebooks(folder: Path, as_bytes: As, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = folder / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    start = [sys.executable, "-c", KERNEL, str(folder / "started"), "{connection_file}"]
    kernel.write_text(json.dumps({"argv": start, "display_name": "", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(folder))
    fragment = render(as_bytes("quiet", {"source": "x"}), _options(folder, "loud.py:Runs"))
    assert not (folder / "started").exists()
    assert fragment.text == "quiet"
    (problem,) = fragment.problems
    assert "Runs would run notebooks, which a build never does" in problem.text
    assert (problem.path, problem.field) == ("mkdocs.yml", "exporter")


@pytest.mark.parametrize("name", ["loud.py", "none.py:Loud", "no_such_module:Loud", ".:x"])
def test_a_name_that_leads_nowhere_is_refused(name: str, folder: Path) -> None:
    with pytest.raises(ExporterError):
        named_exporter(name, folder)


def test_its_code_is_part_of_the_key(folder: Path, as_bytes: As) -> None:
    stats.reset()
    for text, rendered in ((LOUD, 1), (LOUD, 1), (LOUD.replace("upper", "title"), 2)):
        (folder / "loud.py").write_text(text, encoding="utf-8")
        options = _options(folder, "loud.py:Loud")
        fragment = cached_render(as_bytes("quiet"), options, folder / "kept")
        assert stats.rendered == rendered
    assert fragment.text == "Quiet"
    moved = NamedExporter(
        "loud.py:Loud", "/elsewhere", options.exporter.code if options.exporter else ""
    )
    cached_render(as_bytes("quiet"), Options(path="a.ipynb", exporter=moved), folder / "kept")
    assert stats.rendered == 2


def test_a_site_names_it_in_its_settings(
    root: Path, tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    site = tmp_path / "site"
    minimal = root / "tests" / "sites" / "minimal"
    shutil.copytree(minimal, site, ignore=shutil.ignore_patterns(".cache"))
    (site / "loud.py").write_text(LOUD, encoding="utf-8")
    cell = {"cell_type": "markdown", "metadata": {}, "source": "a quiet sentence"}
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
    (site / "posts").mkdir(exist_ok=True)
    (site / "posts" / "a.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (site / "posts" / "a.yml").write_text("title: A\ndate: 2026-03-01\n", encoding="utf-8")
    shown = []
    for name in ("loud.py:Loud", "none.py:Loud"):
        plugins = [{"proofolio/portfolio": {"exporter": name}}, "proofolio/posts"]
        built, messages = build_report(site, plugins=plugins)
        page = (built / "posts" / "a" / "index.html").read_text(encoding="utf-8")
        shown.append("A QUIET SENTENCE" in page)
    assert shown == [True, False]
    assert any("mkdocs.yml: exporter: there is no none.py" in text for text in messages)
