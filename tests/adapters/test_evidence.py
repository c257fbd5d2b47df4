"""The example's own numbers, and what a build says when a notebook shows others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from proofolio.adapters.mkdocs.evidence import evidence_problems
from proofolio.adapters.mkdocs.portfolio import portfolio_of


@pytest.fixture
def problems_of() -> Callable[[Path], list[str]]:
    """`problems_of(folder)`: what the evidence check says of the site in a folder."""

    def find(folder: Path) -> list[str]:
        config = load_config(str(folder / "mkdocs.yml"))
        portfolio = portfolio_of(config)
        assert portfolio is not None
        portfolio.on_config(config)
        return [str(problem) for problem in evidence_problems(portfolio.loaded.site)]

    return find


def copy_example(root: Path, folder: Path) -> Path:
    if "Mirela Quandt" not in (root / "mkdocs.yml").read_text(encoding="utf-8"):
        pytest.skip("the repository no longer holds the example site")
    for name in ("projects", "posts", "site_src"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "mkdocs.yml", folder)
    return folder


def test_a_changed_output_of_a_notebook_names_the_outcome(
    root: Path, tmp_path: Path, problems_of: Callable[[Path], list[str]]
) -> None:
    folder = copy_example(root, tmp_path)
    assert problems_of(folder) == []
    path = folder / "projects/gridcast.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = [c for c in notebook["cells"] if "mape" in c["metadata"].get("tags", [])]
    shown = json.dumps(cell["outputs"])
    assert "3.5" in shown
    cell["outputs"] = json.loads(shown.replace("3.5", "4.9"))
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (problem,) = problems_of(folder)
    assert problem.startswith("projects/gridcast.yml:")
    assert "outcomes.mape.evidence: 3.5 does not stand in the output of the cell" in problem
    assert "4.9" in problem

    cell["metadata"]["tags"].remove("mape")
    cell["id"] = "elsewhere"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (problem,) = problems_of(folder)
    assert 'the notebook has no cell "#mape" with an output.' in problem
