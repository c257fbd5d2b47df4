"""Every check fires where its fault was planted, and nowhere else."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

import proofolio
from proofolio.adapters.mkdocs.check import read_site
from proofolio.checks.built import BuiltSiteFiles, file_of
from proofolio.checks.catalogue import OTHER, all_checks, check_of
from proofolio.checks.findings import Finding
from proofolio.sources.messages import CODES, MESSAGES

ROOT = Path(__file__).parent.parent
CHECKED = ROOT / "sites" / "checked"
CASES = yaml.safe_load((ROOT / "cases" / "check.yml").read_text(encoding="utf-8"))

ELSEWHERE = {
    "SEC-005": "test_leaks.py",
    "NDA-008": "../adapters/test_other_plugins.py",
    "LNK-002": "test_online.py",
    "LNK-006": "test_online.py",
    "CFG-013": "../adapters/test_mistakes.py",
    "CFG-015": "../adapters/test_handed_back.py",
    "CFG-023": "../outputs/test_resume_pdf.py",
    "CFG-024": "../outputs/test_resume_pdf.py",
    "CFG-025": "../outputs/test_resume_pdf.py",
    "CFG-000": "for what no other check knows",
}
"""Checks whose faults are planted by other tests."""


def found_in(folder: Path, built: Path | None = None) -> tuple[Finding, ...]:
    checked = read_site(folder / "mkdocs.yml")
    return checked.findings(checked.built(built, "site") if built else ())


def told(finding: Finding) -> str:
    problem = finding.problem
    line = f":{problem.line}" if problem.line else ""
    return f"{finding.check.id} {problem.path}{line}"


def test_the_site_that_faults_are_planted_into_has_none() -> None:
    assert not [str(finding.problem) for finding in found_in(CHECKED)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case["finds"])[:60])
def test_check_fires_where_the_fault_is(case: Mapping[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "site_of_author"
    shutil.copytree(CHECKED, folder)
    _plant(case, folder)
    built = None
    for name, content in case.get("built", {}).items():
        built = tmp_path / "built"
        (built / name).parent.mkdir(parents=True, exist_ok=True)
        (built / name).write_text(content, encoding="utf-8")
    findings = found_in(folder, built)
    messages = [str(finding.problem) for finding in findings]
    assert sorted(map(told, findings)) == sorted(case["finds"]), messages


@pytest.mark.parametrize(
    ("page", "target", "file"),
    [
        ("index.html", "./", "index.html"),
        ("index.html", ".", "index.html"),
        ("a/b/index.html", "../../", "index.html"),
        ("a/b/index.html", "../c/#x", "a/c/index.html"),
        ("a/index.html", "#x", "a/index.html"),
        ("404.html", "/base/.", "index.html"),
        ("404.html", "/base/a/", "a/index.html"),
        ("a/index.html", "https://ada.example/base/a/p.png?v=1", "a/p.png"),
    ],
)
def test_addresses_of_a_built_site_mean_its_files(page: str, target: str, file: str) -> None:
    site = BuiltSiteFiles(Path(), {}, frozenset(), base="/base/", host="ada.example")
    inside = file_of(site, page, target)
    assert inside is not None
    assert inside[0] == file


@pytest.mark.parametrize("target", ["https://other.example/", "mailto:a@b.c", "//cdn.example/x"])
def test_other_places_are_not_looked_for(target: str) -> None:
    site = BuiltSiteFiles(Path(), {}, frozenset(), base="/base/", host="ada.example")
    assert file_of(site, "index.html", target) is None


def test_every_check_has_a_fault_that_it_finds() -> None:
    planted = {line.split()[0] for case in CASES for line in case["finds"]}
    assert planted | ELSEWHERE.keys() == set(all_checks())
    assert not planted & ELSEWHERE.keys()


PACKAGE = Path(proofolio.__file__).parent
REPORTS = {"Problem", "problem", "find", "Finding", "report", "_say", "_report", "problem_at",
           "_about", "_told", "_fault", "_problem"}  # fmt: skip
"""Functions that get the code of a problem as their first or second argument."""


def codes_in(source: str) -> set[str]:
    """Codes of problems that a module reports; words without a hyphen may be anything."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [
        call
        for call in calls
        if getattr(call.func, "id", "") in REPORTS or getattr(call.func, "attr", "") in REPORTS
    ]
    words = [
        argument.value
        for call in named
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return {word for word in words if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", word)}


def test_every_problem_belongs_to_a_check() -> None:
    codes = {CODES.get(error, error.replace("_", "-")) for error in MESSAGES}
    for file in PACKAGE.rglob("*.py"):
        codes |= codes_in(file.read_text(encoding="utf-8"))
    assert len(codes) > 100
    assert not sorted(code for code in codes if check_of(code).id == OTHER)


def test_a_problem_without_a_check_would_be_seen() -> None:
    assert codes_in('yield Problem("never-heard-of", text)') == {"never-heard-of"}
    assert check_of("never-heard-of").id == OTHER


def test_codes_belong_to_one_check_each() -> None:
    codes = [code for check in all_checks().values() for code in check.codes]
    assert len(codes) == len(set(codes)) > 100


def test_tests_that_plant_other_faults_exist() -> None:
    names = [name for name in ELSEWHERE.values() if name.endswith(".py")]
    assert names
    assert not [name for name in names if not (Path(__file__).parent / name).is_file()]


def _plant(case: Mapping[str, Any], folder: Path) -> None:
    if "old" in case:
        file = folder / case["file"]
        text = file.read_text(encoding="utf-8")
        old = case["old"].replace("\\n", "\n")
        assert text.count(old) == 1, f"{case['old']!r} stands {text.count(old)} times"
        file.write_text(text.replace(old, case["new"].replace("\\n", "\n")), encoding="utf-8")
    for name, content in case.get("write", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    if "sample" in case:
        sample = resources.files("proofolio") / "scaffold" / case["sample"]
        (folder / case["sample"]).write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
    if "picture" in case:
        _draw(folder / "projects" / "plot.png", heavy=case["picture"] == "heavy")
    if "logo" in case:
        Image.new("RGB", (4000, 600)).save(folder / case["logo"])
    if "photograph" in case:
        _take_photograph(folder / case["photograph"])
    if "notebook" in case:
        _write_notebook(folder / "projects", **case["notebook"])
    if case.get("git"):
        for command in (["init", "-q"], ["add", "-f", "."]):
            subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def _draw(file: Path, *, heavy: bool) -> None:
    size = (700, 700) if heavy else (70, 70)
    picture = Image.effect_noise(size, 90).convert("RGB") if heavy else Image.new("RGB", size)
    picture.save(file, compress_level=0)


def _take_photograph(file: Path) -> None:
    """With what a phone writes into it: here, the middle of Graz."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (47.0, 4.0, 15.0), 3: "E", 4: (15.0, 26.0, 20.0)}
    Image.new("RGB", (70, 70)).save(file, exif=exif)


def _write_notebook(
    folder: Path,
    output: str,
    *,
    outcome: str = "",
    counts: tuple[int, int] = (1, 2),
    large: bool = False,
    error: bool = False,
) -> None:
    outputs: list[dict[str, Any]] = [
        {"output_type": "stream", "name": "stdout", "text": output + " " * large * 1_100_000}
    ]
    if error:
        outputs.append(
            {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": ["no"]}
        )
    cells = [
        _cell("first", "x = 1", counts[0], []),
        _cell("second", "x", counts[1], outputs, tags=["mape"]),
    ]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "cells.ipynb").write_text(json.dumps(document), encoding="utf-8")
    outcomes = f"outcomes:\n  - {outcome}" if outcome else "result: It could be read."
    (folder / "cells.yml").write_text(
        "title: A notebook with two cells in it\ndate: 2026-02-03\nkind: personal\n"
        "role: Wrote both of its cells\n"
        f"niches: power\nservices: review\nlimitations: Two cells only.\n{outcomes}\n",
        encoding="utf-8",
    )


def _cell(
    name: str, source: str, count: int, outputs: list[dict[str, Any]], tags: list[str] | None = None
) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": name,
        "metadata": {"tags": tags or []},
        "source": source,
        "execution_count": count,
        "outputs": outputs,
    }
