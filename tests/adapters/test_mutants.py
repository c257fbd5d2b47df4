"""Sites of damaged files are built to the end, and nothing in them is lost without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("mutants.py")
PER_SITE = 100
ALL = int(os.environ.get("PROOFOLIO_MUTANTS", "5000"))
"""How many damaged files the long test takes, in sites of a hundred."""


def built(folder: Path, first: int, count: int) -> dict[str, Any]:
    """What became of a site, built in a process of its own with a limit of its time."""
    command = [sys.executable, "-W", "ignore", str(SCRIPT), str(folder), str(first), str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"no end: {done.returncode} {done.stderr[-3000:]}"
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report


def lost(report: dict[str, Any]) -> list[str]:
    """Files that are on no page and in no message."""
    told, read, written = "\n".join(report["messages"]), set(report["read"]), set(report["written"])
    return [
        name
        for name in report["names"]
        if name not in told and name not in read and not _is_copied(name, written)
    ]


def _is_copied(name: str, written: set[str]) -> bool:
    inside = name.removeprefix("site_src/")
    return inside in written or f"{inside.removesuffix('.md')}/index.html" in written


def check(report: dict[str, Any], count: int) -> None:
    assert len(report["names"]) == count
    assert "raised" not in report, report.get("raised")
    assert lost(report) == []


@pytest.mark.slow
def test_a_site_of_damaged_files_is_built(tmp_path: Path) -> None:
    check(built(tmp_path, 100_000, 40), 40)


def test_a_lost_file_would_be_seen() -> None:
    report = {"names": ["a.yml", "b.yml", "site_src/c.md"], "messages": ["a.yml:3: no"]}
    assert lost(report | {"read": [], "written": ["c/index.html"]}) == ["b.yml"]


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, ALL, PER_SITE))
def test_every_site_of_damaged_files_is_built(tmp_path: Path, first: int) -> None:
    count = min(PER_SITE, ALL - first)
    check(built(tmp_path, first, count), count)
