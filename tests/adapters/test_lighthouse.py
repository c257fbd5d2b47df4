"""The example site as Lighthouse sees it on a phone."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAGES = (
    "",
    "projects/",
    "services/",
    "posts/reading-a-band/",
    "about/",
    "projects/gridcast/",  # a whole notebook
)
CHROME = "--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking"
Look = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def look_at(
    tool: Callable[[str], Path],
    program: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Look:
    """`look_at(url)`: what Lighthouse reports of a page."""
    report = tmp_path_factory.mktemp("lighthouse") / "report.json"
    node, script = program("node"), tool("lighthouse/cli/index.js")
    environment = {**os.environ, "CHROME_PATH": program("chromium")}

    def look(url: str) -> dict[str, Any]:
        command = [node, str(script), url, "--quiet", "--output=json", f"--output-path={report}"]
        command += ["--only-categories=performance,accessibility,best-practices,seo"]
        command += [f"--chrome-flags={CHROME}"]
        subprocess.run(command, env=environment, check=True)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found

    return look


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_lighthouse_gives_full_marks(
    example_site: Path, serve_site: Callable[..., str], look_at: Look, name: str
) -> None:
    """All but the mark for speed, which is the machine's as well: a benchmark measures it."""
    report = look_at(serve_site(example_site) + name)
    scores = {kind: round(100 * c["score"]) for kind, c in report["categories"].items()}
    assert scores.pop("performance") > 0
    assert scores == {"accessibility": 100, "best-practices": 100, "seo": 100}
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] <= 0.01
