"""Citations on a built site: in a post, a notebook and a page of the author's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup

POST = """---
title: Citing
date: 2025-01-01
---
First words [@Roe:2020]; so says @doe2020 [p. 3], `[@doe2020]` and me@doe2020.example.

## More of it [@roe2020]

In a note[^1] and [@does2020].

[^1]: That of [-@doe2020].
"""
CELL = "# Work\n\nAs [see @roe2020; @doe2020] show, `@doe2020`. @other2099 [@row2020]"
BIB = """@article{Roe:2020, title={Own <x> & more}, year=2020,
  author={Kova{\\v{c}}, Ana and Roe, R}}
"""
REFERENCES = """@book{doe2020, title={Others' nets}, author={Doe, J}, publisher={Press}, year=2020,
  url={https://nets.example/}}
@book{roe2020, title={Trees}, author={Kova{\\v{c}}, Ana and Roe, R}, year=2020}
"""


def test_what_texts_cite_stands_at_their_end(
    tmp_path: Path, root: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    shutil.copytree(root / "tests" / "sites" / "minimal", tmp_path, dirs_exist_ok=True)
    data = tmp_path / "site_src" / "_data"
    (data / "publications.bib").write_text(BIB.replace("Roe:2020", "Roe:2020_a"))
    (data / "references.bib").write_text(REFERENCES)
    (tmp_path / "posts").mkdir(exist_ok=True)
    (tmp_path / "posts" / "citing.md").write_text(POST.replace("Roe:2020", "Roe:2020_a"))
    (tmp_path / "site_src" / "own.md").write_text("# Own\n\nSo @doe2020.\n\n    [@doe2020]\n")
    cells = [{"cell_type": "markdown", "metadata": {}, "source": CELL}]
    cells += [{"cell_type": "code", "metadata": {}, "source": "@doe2020\ndef f(): ..."}]
    cells[1] |= {"outputs": [], "execution_count": None}  # type: ignore[dict-item]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "projects" / "study").mkdir()
    (tmp_path / "projects" / "study" / "index.ipynb").write_text(json.dumps(notebook))
    (tmp_path / "projects" / "study" / "details.md").write_text("# Details\n\nSo [@doe2020].\n")
    site, messages = build_report(tmp_path)

    def page(address: str) -> BeautifulSoup:
        return BeautifulSoup((site / address / "index.html").read_text(), "html.parser")

    def told(address: str) -> list[tuple[str, str]]:
        return [(a.text, a["href"]) for a in page(address).select("article .pf-cite")]

    assert told("posts/citing") == [
        ("Kovač and Roe 2020a", "#ref-roe-2020-a"),
        ("Doe (2020, p. 3)", "#ref-doe2020"),
        ("Kovač and Roe 2020b", "#ref-roe2020"),
        ("2020", "#ref-doe2020"),
    ]
    refs = page("posts/citing").select(".pf-refs li")
    assert [(li["id"], " ".join(li.text.split())) for li in refs] == [
        ("ref-doe2020", "J Doe (2020). Others' nets. Press. nets.example"),
        ("ref-roe-2020-a", "Ana Kovač, R Roe (2020a). Own <x> & more."),
        ("ref-roe2020", "Ana Kovač, R Roe (2020b). Trees."),
    ]
    assert [li.cite.a["href"] for li in refs[:2]] == [
        "https://nets.example/",
        "../../publications/#roe-2020-a",
    ]
    assert told("projects/study") == [
        ("Kovač and Roe 2020", "#ref-roe2020"),
        ("Doe 2020", "#ref-doe2020"),
    ]
    assert "@doe2020" in page("projects/study").select_one(".pf-code").text
    assert told("projects/study/details") == [("Doe 2020", "#ref-doe2020")]
    assert page("projects/study/details").select_one(".pf-refs #ref-doe2020")
    assert told("own") == [("Doe (2020)", "#ref-doe2020")]
    assert page("own").select_one("article code").text == "[@doe2020]\n"
    assert page("posts").select_one("article").text.count("[@") == 0
    wrong = [message for message in messages if "no publication and no reference" in message]
    assert any('posts/citing.md:9: "@does2020"' in message for message in wrong)
    assert any('projects/study/index.ipynb: cell 1: "@row2020"' in message for message in wrong)
    assert not any("other2099" in message or "is shown as text" in message for message in messages)
