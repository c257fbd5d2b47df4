"""Bytes of a notebook to a fragment of a page."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from proofolio.notebooks.directives import removed_from
from proofolio.notebooks.exporters import ExporterError, NamedExporter, load_exporter
from proofolio.notebooks.fragment import Fragment, Options
from proofolio.notebooks.reader import Notebook, read_notebook
from proofolio.problems import Problem

if TYPE_CHECKING:
    from proofolio.notebooks.exporter import FragmentExporter

EXPORTER_FAILED = "exporter-failed"
"""Code of the problem that an author's own exporter could not render a notebook."""


def render(source: bytes, options: Options) -> Fragment:
    """The notebook as a fragment; where it cannot be read, an empty one and the reason.

    Nothing is run, nothing outside the bytes is read, and no bytes make it raise.
    """
    notebook, problems = read_notebook(source, options.path)
    if notebook is None:
        return Fragment(problems=problems)
    if options.exporter:
        fragment = _by_own(notebook, options, options.exporter)
    else:
        fragment = _exporter(None).fragment(notebook, options)
    # As the file has them: an exporter of the author's own may leave out other cells.
    removed = ((cell.index, part) for cell in notebook.cells for part in removed_from(cell))
    return replace(
        fragment, removed=tuple(sorted(removed)), problems=(*problems, *fragment.problems)
    )


def _by_own(notebook: Notebook, options: Options, named: NamedExporter) -> Fragment:
    """What the author's exporter makes of it; where that fails, what ours makes, and why."""
    try:
        return _exporter(named).fragment(notebook, options)
    except ExporterError as error:
        problem = Problem(EXPORTER_FAILED, str(error), "mkdocs.yml", field="exporter")
    except Exception as error:
        # Preprocessors are somebody's code, and one notebook must not take the site with it.
        text = (
            f"{named.name} cannot render this notebook ({type(error).__name__}: {error}), which"
            " is shown as if there were no exporter. Mend it."
        )
        problem = Problem(EXPORTER_FAILED, text, options.path)
    fragment = _exporter(None).fragment(notebook, options)
    return replace(fragment, problems=(problem, *fragment.problems))


@lru_cache(maxsize=2)
def _exporter(named: NamedExporter | None) -> FragmentExporter:
    if named:
        return load_exporter(named)
    # nbconvert takes a second to import, which a build without new notebooks need not pay.
    from proofolio.notebooks.exporter import FragmentExporter

    return FragmentExporter()  # type: ignore[no-untyped-call]
