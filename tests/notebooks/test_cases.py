"""Cells in, HTML out: the cases of `cases/*.yml`, and what holds for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml

from proofolio.notebooks import Fragment

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> list[Any]:
    found = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found]


def _inner(fragment: Fragment) -> str:
    """The cells' HTML without the divisions round them, blank lines apart."""
    cells = (cell.html.split("\n", 1)[1].removesuffix("</div>") for cell in fragment.cells)
    return re.sub(r"\n+", "\n", "\n".join(cells)).strip()


@pytest.mark.parametrize("case", _cases("markdown.yml"))
def test_markdown(case: dict[str, Any], rendered: Callable[..., Fragment]) -> None:
    fragment = rendered(case["source"])
    assert _inner(fragment) == case["html"]
    assert fragment.title == case.get("title", "")
    headings = [f"{heading.level} {heading.id} {heading.text}" for heading in fragment.headings]
    assert headings == case.get("headings", [])
    assert [link.target for link in fragment.links] == case.get("links", [])
    assert [problem.code for problem in fragment.problems] == case.get("problems", [])


@pytest.mark.parametrize("case", _cases("outputs.yml"))
def test_outputs(case: dict[str, Any], rendered: Callable[..., Fragment]) -> None:
    fragment = rendered(*case["cells"], code=case.get("code", "folded"))
    assert _inner(fragment) == case["html"]
    shown = "\n".join(cell.output_text for cell in fragment.cells if cell.output_text)
    assert shown == case["text"]
    assets = [f"{asset.name} {asset.width} x {asset.height}" for asset in fragment.assets]
    assert assets == case.get("assets", [])
    assert [problem.code for problem in fragment.problems] == case.get("problems", [])


def test_every_case_is_well_formed(rendered: Callable[..., Fragment]) -> None:
    cases = [param.values[0] for name in ("markdown.yml", "outputs.yml") for param in _cases(name)]
    assert len(cases) > 80
    for case in cases:
        fragment = rendered(*case.get("cells", [case.get("source")]))
        parser = html5lib.HTMLParser(strict=True)
        for cell in fragment.cells:
            parser.parseFragment(cell.html)


def test_the_parser_would_see_a_stray_end_tag() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parseFragment("<div></p></b></div>")
