"""Bytes of a notebook to a fragment of a page."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from proofolio.notebooks.fragment import Fragment, Options
from proofolio.notebooks.reader import read_notebook

if TYPE_CHECKING:
    from proofolio.notebooks.exporter import FragmentExporter


def render(source: bytes, options: Options) -> Fragment:
    """The notebook as a fragment; where it cannot be read, an empty one and the reason.

    Nothing is run, nothing outside the bytes is read, and no bytes make it raise.
    """
    notebook, problems = read_notebook(source, options.path)
    if notebook is None:
        return Fragment(problems=problems)
    fragment = _exporter().fragment(notebook, options)
    return replace(fragment, problems=(*problems, *fragment.problems))


@lru_cache(maxsize=1)
def _exporter() -> FragmentExporter:
    # nbconvert takes a second to import, which a build without new notebooks need not pay.
    from proofolio.notebooks.exporter import FragmentExporter

    return FragmentExporter()  # type: ignore[no-untyped-call]
