"""One good notebook and three lines of a profile: a site that looks finished, and is told so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from click.testing import CliRunner

from proofolio.cli import main

SETTINGS = """\
site_name: Ida Own
site_url: https://ida.example/
docs_dir: site_src
theme: {name: material}
plugins: [search, proofolio/portfolio, proofolio/posts]
"""
PROFILE = "name: Ida Own\nheadline: I count what others guess.\nemail: ida@ida.example\n"


def findings(folder: Path) -> list[str]:
    arguments = ["check", "-f", str(folder / "mkdocs.yml"), "--all"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def codes(lines: list[str]) -> list[str]:
    return [found[2] for line in lines if (found := re.match(r"(hint|warning)\s+(\S+)", line))]


def test_a_lone_notebook_is_told_what_it_has_and_little_besides(tmp_path: Path, root: Path) -> None:
    sample = root / "plugins/proofolio/scaffold/projects/promised-days.ipynb"
    notebook = json.loads(sample.read_text(encoding="utf-8"))
    cells = notebook["cells"][1:]
    cells[0]["source"] = ["# How early?\n", "\n", *cells[0]["source"]]
    (tmp_path / "projects").mkdir()
    (tmp_path / "site_src/_data").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    written = json.dumps({**notebook, "cells": cells})
    (tmp_path / "projects/early.ipynb").write_text(written, encoding="utf-8")
    profile = tmp_path / "site_src/_data/profile.yml"
    profile.write_text(PROFILE, encoding="utf-8")
    told = findings(tmp_path)
    assert len(codes(told)) <= 2
    assert told[-1].startswith(
        "projects/early.ipynb is complete as it is, and shows: “How early?”; 1 picture; 1 table;"
    )
    # Whoever sells is asked what a client asks.
    profile.write_text(f"{PROFILE}goal: clients\n", encoding="utf-8")
    asked = set(codes(findings(tmp_path))) - set(codes(told))
    assert asked == {"CNT-003", "CNT-004"}
