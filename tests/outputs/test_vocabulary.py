"""JSON-LD against schema.org's own vocabulary, which schema-dts states as TypeScript's types."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "esnext")

Check = Callable[[Mapping[str, str]], list[str]]


@pytest.fixture
def check(tool: Callable[[str], Path], program: Callable[[str], str], tmp_path: Path) -> Check:
    """`check({name: graph})`: what is wrong with each, as TypeScript says it."""
    node, compiler = program("node"), tool("typescript/bin/tsc")
    types = tool("schema-dts/package.json").parent

    def said_of(graphs: Mapping[str, str]) -> list[str]:
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        if not (tmp_path / "node_modules" / "schema-dts").exists():
            (tmp_path / "node_modules" / "schema-dts").symlink_to(types)
        names = list(graphs)
        lines = ['import type { Graph } from "schema-dts";']
        lines += [f"export const g{n}: Graph = {graph};" for n, graph in enumerate(graphs.values())]
        source = tmp_path / "graphs.ts"
        source.write_text("\n".join(lines), encoding="utf-8")
        command = [node, str(compiler), *OPTIONS, str(source)]
        report = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        found = re.findall(r"graphs\.ts\((\d+),\d+\): error \w+: (.*)", report.stdout)
        assert bool(found) is bool(report.returncode), report.stdout + report.stderr
        return [f"{names[int(line) - 2]}: {text}" for line, text in found]

    return said_of


@pytest.mark.slow
def test_every_page_of_the_example_is_valid(example_site: Path, check: Check) -> None:
    graphs = {}
    for page in sorted(example_site.rglob("index.html")):
        found = _SCRIPT.search(page.read_text(encoding="utf-8"))
        if found:
            graphs[page.relative_to(example_site).as_posix()] = found[1]
    assert len(graphs) > 30
    assert check(graphs) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("node", "told"),
    [
        ({"@type": "Person", "jobTitel": "Analyst"}, "'\"jobTitel\"' does not exist"),
        ({"@type": "Persn", "name": "Ana"}, "'\"Persn\"' is not assignable"),
        ({"@type": "Event", "location": {"@type": "Person"}}, "is not assignable"),
    ],
)
def test_a_word_that_is_not_in_the_vocabulary_would_be_found(
    check: Check, node: dict[str, Any], told: str
) -> None:
    (said,) = check({"page": json.dumps({"@context": "https://schema.org", "@graph": [node]})})
    assert told in said
