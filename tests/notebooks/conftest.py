"""Notebooks written in tests, and the real ones, where this machine has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofolio.notebooks import Fragment, Options, render

MISSING = "the real notebooks of ../shared/notebooks are not on this machine"
Rendered = Callable[..., Fragment]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each real notebook; one skipped test where there are none."""
    if "real_notebook" in metafunc.fixturenames:
        folder = metafunc.config.rootpath.parent / "shared" / "notebooks"
        files = sorted(folder.glob("*.ipynb"))
        missing = pytest.param(None, marks=pytest.mark.skip(MISSING), id="none")
        params = [pytest.param(file, id=file.stem) for file in files]
        metafunc.parametrize("real_notebook", params or [missing])


@pytest.fixture(scope="session")
def real_notebooks(root: Path) -> list[Path]:
    """All the real notebooks; skipped where this machine has none."""
    files = sorted((root.parent / "shared" / "notebooks").glob("*.ipynb"))
    if not files:
        pytest.skip(MISSING)
    return files


@pytest.fixture
def as_bytes() -> Callable[..., bytes]:
    """`as_bytes(cell, …, **metadata)`: a notebook file; a text is a Markdown cell."""

    def write(*cells: str | dict[str, Any], **metadata: Any) -> bytes:
        written = [_cell(cell) for cell in cells]
        document = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": written}
        return json.dumps(document).encode()

    return write


@pytest.fixture
def rendered(as_bytes: Callable[..., bytes]) -> Rendered:
    """`rendered(cell, …, code="shown")`: the fragment of a notebook with those cells."""

    def make(*cells: str | dict[str, Any], **options: Any) -> Fragment:
        return render(as_bytes(*cells), Options(path="test.ipynb", **options))

    return make


def _cell(cell: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(cell, str):
        return {"cell_type": "markdown", "source": cell, "metadata": {}}
    kind = {"cell_type": "code", "metadata": {}}
    return {**kind, "outputs": [], "execution_count": None, **cell}
