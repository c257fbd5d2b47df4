"""Markdown cells of real notebooks mean what JupyterLab takes them to mean."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml

from proofolio.notebooks import Options
from proofolio.notebooks.html.pictures import Pictures
from proofolio.notebooks.markdown.cells import MarkdownPages
from proofolio.notebooks.maths.formulas import Maths
from proofolio.notebooks.reader import read_notebook
from proofolio.notebooks.state import State

FOLDER = Path(__file__).parent / "marked"
TAGS = frozenset(
    {
        "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "img", "li", "ol", "p", "pre", "strong", "table", "td", "th", "tr", "ul", "x-math",
    }
)  # fmt: skip
CUT = re.compile(r"<p>((?:(?!</?p>).)*<x-math display>.*?)</p>", re.DOTALL)
DISPLAY = re.compile(r"(<x-math display>.*?</x-math>)", re.DOTALL)

ON_ITS_OWN = re.compile(
    r"<x-math>(?=\$?\s*\\begin\{(?:equation|align|gather|multline|eqnarray|flalign|alignat)\*?\})"
)


@dataclass
class MarkedMaths(Maths):
    """Formulas as the source of formulas, so that both sides write the same."""

    def inline(self, tex: str) -> str:
        return f"<x-math>{escape(tex)}</x-math>"

    def display(self, tex: str) -> str:
        return f"<x-math display>{escape(tex)}</x-math>"

    def reference(self, label: str, brackets: bool = True) -> str:
        return f"<x-math>{escape(label)}</x-math>"


def outline(html: str) -> list[str]:
    """Tags and words in their order, without what stands in formulas.

    A formula of its own line ends a paragraph here, as it does on our pages: where JupyterLab
    leaves it inside, the paragraph is cut in two. Equations stand on a line of their own between
    single dollars too: so MathJax sets them.
    """
    html = ON_ITS_OWN.sub("<x-math display>", html)
    html = CUT.sub(_cut, html)
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return "".join(_pieces(tree, in_code=False)).split()


def _cut(match: re.Match[str]) -> str:
    parts = DISPLAY.split(match[1])
    return "".join(
        part if index % 2 else f"<p>{part}</p>" if part.strip() else ""
        for index, part in enumerate(parts)
    )


def _pieces(element: Any, in_code: bool) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    is_math = tag == "x-math"
    if tag in TAGS and not (is_math and in_code):
        yield f" <{tag}> "
    in_code = in_code or tag == "code"
    if tag and (in_code or not is_math):
        yield element.text or ""
        for child in element:
            yield from _pieces(child, in_code)
            yield child.tail or ""


def our_html(source: str) -> str:
    """A cell's Markdown as our parser reads it."""
    state = State(Options(path="test.ipynb"))
    state.maths = MarkedMaths()
    return MarkdownPages(state, Pictures(state)).parsed(source)


@pytest.fixture(scope="session")
def jupyterlab(
    tool: Callable[[str], Path], program: Callable[[str], str]
) -> Callable[[list[str]], list[str]]:
    """`jupyterlab([source, …])`: the HTML that JupyterLab's algorithm makes of each."""

    def render(sources: list[str]) -> list[str]:
        marked = tool("marked/lib/marked.esm.js").as_uri()
        command = [program("node"), str(FOLDER / "jupyterlab.mjs"), marked]
        text = json.dumps(sources)
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        return list(json.loads(done.stdout))

    return render


@pytest.fixture(scope="session")
def listed() -> dict[str, Any]:
    """The differences known, and why they are."""
    found = yaml.safe_load((FOLDER / "differences.yml").read_text(encoding="utf-8"))
    return dict(found)


@pytest.mark.slow
def test_markdown_cells_read_as_in_jupyterlab(
    real_notebooks: list[Path],
    jupyterlab: Callable[[list[str]], list[str]],
    listed: dict[str, Any],
) -> None:
    cells = list(_markdown_cells(real_notebooks))
    assert len(cells) > 2000
    theirs = jupyterlab([source for _, source in cells])
    different = {
        name: _first_difference(outline(html), outline(our_html(source)))
        for (name, source), html in zip(cells, theirs, strict=True)
        if outline(html) != outline(our_html(source))
    }
    known = {name: kind for kind, names in listed["cells"].items() for name in names}
    unknown = {name: found for name, found in different.items() if name not in known}
    assert unknown == {}
    assert sorted(set(known) - set(different)) == [], "listed, but no longer different"
    assert set(listed["cells"]) == set(listed["on_purpose"]) | set(listed["faults"])
    faulty = {name.partition(":")[0] for kind in listed["faults"] for name in listed["cells"][kind]}
    assert len(faulty) <= 0.02 * len(real_notebooks)


@pytest.mark.slow
def test_formulas_are_cut_out_before_marked_reads(
    jupyterlab: Callable[[list[str]], list[str]],
) -> None:
    cases = yaml.safe_load((FOLDER / "formulas.yml").read_text(encoding="utf-8"))
    assert len(cases) > 10
    made = jupyterlab([case["source"] for case in cases])
    found = {case["source"]: html.strip() for case, html in zip(cases, made, strict=True)}
    assert found == {case["source"]: case["html"].strip() for case in cases}


def test_a_difference_is_seen() -> None:
    assert outline("<p>a <em>b</em></p>") == ["<p>", "a", "<em>", "b"]
    assert outline("<p>a\n<b>b</b> <x-math>c</x-math></p>") == ["<p>", "a", "b", "<x-math>"]
    assert outline("<p>a</p><ul><li>b</li></ul>") != outline("<p>a - b</p>")
    assert outline("<p>a <x-math display>b</x-math>c</p>") == outline(
        "<p>a</p><x-math display>d</x-math><p>c</p>"
    )


def test_formula_in_html_may_hold_a_smaller_than_sign() -> None:
    assert outline(our_html("<div>then $P(Y <= y)$, <b>so</b> $$a <= b$$</div>")) == [
        "then", "<x-math>", ",", "so", "<x-math>"
    ]  # fmt: skip


def test_an_element_alone_on_its_line_is_no_paragraph() -> None:
    assert outline(our_html('<img src="a.png" width=40 />\n')) == ["<img>"]
    assert outline(our_html('words\n<img src="a.png" />')) == ["<p>", "words", "<img>"]
    assert outline(our_html("<https://a.example/>"))[:2] == ["<p>", "<a>"]


def _markdown_cells(files: list[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        notebook, _ = read_notebook(file.read_bytes())
        for cell in notebook.cells if notebook else ():
            if cell.kind == "markdown":
                yield f"{file.stem}:{cell.index + 1}", cell.source


def _first_difference(theirs: list[str], ours: list[str]) -> str:
    start = next(
        (i for i, (a, b) in enumerate(zip(theirs, ours, strict=False)) if a != b),
        min(len(theirs), len(ours)),
    )
    near = slice(max(0, start - 4), start + 8)
    return f"{' '.join(theirs[near])} | {' '.join(ours[near])}"
