"""Files as they lie on disks: read where anything can be read, else refused in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.notebooks import Options, render
from proofolio.notebooks.reader import read_notebook

WHOLE = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        (b"", 1, "is empty"),
        (b" \n\n", 1, "is empty"),
        (b'{\n "cells": [\n  {"cell_type": "code",\n', 4, "ends in the middle"),
        (b'{\n "cells": ["unfinis', 2, "ends in the middle"),
        (b"[1, 2]", None, "a list and not a notebook"),
        (b'"text"', None, "a single value and not a notebook"),
        (b"Hello, world\n", 1, "does not begin with `{`"),
        (b'{\n "cells": [],\n "metadata" 1\n}', 3, "is not valid JSON"),
        (b'{\n<<<<<<< HEAD\n "a": 1,\n=======\n "a": 2,\n>>>>>>> b\n}', 2, "unfinished Git merge"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", 1, "git lfs pull"),
        (b'{\n "cells": [], "x": "\xe9"}', 2, "is not UTF-8"),
        (json.dumps(WHOLE).encode("utf-16"), 1, "is not UTF-8"),
        (b'{"a": 1}', None, "has no cells"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", None, "nested too deeply"),
        (b'{"a": ' + b"9" * 5_000 + b"}", None, "a number too long"),
    ],
)
def test_what_is_no_notebook_is_one_problem(source: bytes, line: int | None, says: str) -> None:
    notebook, problems = read_notebook(source, "posts/a.ipynb")
    assert notebook is None
    (problem,) = problems
    assert (problem.code, problem.path, problem.line) == (
        "unreadable-notebook",
        "posts/a.ipynb",
        line,
    )
    assert says in problem.text
    fragment = render(source, Options(path="posts/a.ipynb"))
    assert fragment.problems == problems
    assert not fragment.cells


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": None},
        {"metadata": ["wrong"]},
        {"metadata": {"widgets": {"application/vnd.jupyter.widget-state+json": {}}}},
        {"metadata": {"kernelspec": "python", "language_info": 3}},
        {"nbformat_minor": "five"},
        {"nbformat": 99},
        {"nbformat": None},
    ],
    ids=str,
)
def test_broken_metadata_does_not_matter(change: dict[str, Any]) -> None:
    cells = [{"cell_type": "markdown", "source": "Text"}]
    notebook, problems = read_notebook(json.dumps({**WHOLE, "cells": cells, **change}).encode())
    assert problems == ()
    assert notebook is not None
    assert [cell.source for cell in notebook.cells] == ["Text"]


def test_mark_and_line_ends_are_read_over() -> None:
    cells = [{"cell_type": "markdown", "source": "a\r\nb\rc", "metadata": {}}]
    source = b"\xef\xbb\xbf" + json.dumps({**WHOLE, "cells": cells}, indent=1).encode()
    notebook, problems = read_notebook(source.replace(b"\n", b"\r\n"))
    assert problems == ()
    assert notebook is not None
    assert notebook.cells[0].source == "a\nb\nc"


def test_format_3_is_read_as_format_4() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Data", " here"]},
        {"cell_type": "markdown", "source": ["a\n", "b"]},
        {
            "cell_type": "code",
            "language": "julia",
            "input": ["1+1"],
            "outputs": [
                {"output_type": "stream", "stream": "stderr", "text": ["oh"]},
                {"output_type": "pyout", "text": ["2"], "png": "AAAA", "prompt_number": 1},
                {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["t", None]},
            ],
        },
    ]
    notebook, _ = read_notebook(
        json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()
    )
    assert notebook is not None
    heading, prose, code = notebook.cells
    assert (heading.kind, heading.source) == ("markdown", "## Data here")
    assert prose.source == "a\nb"
    assert (code.source, notebook.language) == ("1+1", "julia")
    stream, result, error = code.outputs
    assert (stream.name, stream.text) == ("stderr", "oh")
    assert (result.kind, result.data) == (
        "execute_result",
        {"text/plain": "2", "image/png": "AAAA"},
    )
    assert (error.name, error.text, error.traceback) == ("E", "v", ("t",))


def test_unknown_cells_are_named_and_left_out() -> None:
    cells = [{"cell_type": "spell", "source": "x"}, "nonsense", {"cell_type": "raw", "source": "y"}]
    notebook, problems = read_notebook(json.dumps({**WHOLE, "cells": cells}).encode(), "a.ipynb")
    assert notebook is not None
    assert [cell.kind for cell in notebook.cells] == ["raw", "raw"]
    assert [str(problem) for problem in problems] == [
        "a.ipynb: cell 1: the cell's type is 'spell', which nobody knows; its text is left out",
        "a.ipynb: 1 of 3 cells are not cells at all and were left out",
    ]


def test_half_characters_and_control_characters_reach_no_page() -> None:
    source = json.dumps(
        {**WHOLE, "cells": [{"cell_type": "markdown", "source": "a\ud800b\x00c\x1b"}]}
    )
    fragment = render(source.encode(), Options(path="a.ipynb"))
    assert "a?bc" in fragment.cells[0].html
    fragment.cells[0].html.encode()


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(source: bytes) -> None:
    notebook, problems = read_notebook(source)
    assert (notebook is None) == any(p.code == "unreadable-notebook" for p in problems)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = [
    "cell_type",
    "source",
    "metadata",
    "outputs",
    "id",
    "attachments",
    "output_type",
    "data",
    "text",
    "name",
]
TYPES = st.sampled_from(["markdown", "code", "raw", "stream", "error", "display_data", 3])
ODD = st.dictionaries(st.sampled_from(KEYS), VALUES | TYPES, max_size=8)


@given(st.lists(ODD | VALUES, max_size=3))
def test_no_odd_notebook_makes_it_raise(cells: list[Any]) -> None:
    source = json.dumps({**WHOLE, "cells": cells}).encode()
    fragment = render(source, Options(path="a.ipynb"))
    assert not [problem for problem in fragment.problems if problem.code == "cell-not-rendered"]
