"""Small sites with a notebook that is run for real."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SETTINGS = """\
site_name: Ana
site_url: https://ana.example/
docs_dir: site_src
theme: {name: material}
plugins: [proofolio/portfolio: {cache: ""}]
"""
PROJECT = """\
title: Load
outcomes:
  - {metric: Error, key: error, value: 3.5, unit: '%', evidence: '#error'}
notebook: load.ipynb
"""


def notebook(*cells: str, tag: str = "error", saved: str = "3.5", **metadata: Any) -> str:
    """A notebook with these cells of code; the last has the tag, and this for its output."""
    made = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": cell, "outputs": []}
        for n, cell in enumerate(cells)
    ]
    made[-1]["metadata"] = {"tags": [tag]}
    made[-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": saved}]
    head = {"cell_type": "markdown", "id": "head", "metadata": {}, "source": "# Load"}
    content = {"cells": [head, *made], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content)


def write_site(folder: Path, files: dict[str, str]) -> Path:
    """A site with these files besides those that each needs."""
    profile = "name: Ana\nheadline: Counts\nemail: ana@ana.example\n"
    own = {"mkdocs.yml": SETTINGS, "site_src/_data/profile.yml": profile}
    for name, text in {**own, "site_src/index.md": "# Home\n", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
