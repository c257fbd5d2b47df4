"""Results in a line, and the place that shows the number of each."""

from __future__ import annotations

from dataclasses import replace

from proofolio.model.addresses import address_of, outcome_address
from proofolio.model.mark import Mark, Result
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.proof import best_result, result_of
from proofolio.model.saying import shown_numbers
from proofolio.model.testimonial import TESTIMONIAL, Testimonial
from proofolio.views.numbers import ResultLine, short_result
from proofolio.views.site import Site


def source_of(
    site: Site, project: Project, outcome: Outcome, mark: Mark, *, own_page: bool = False
) -> str:
    """Address of the place that shows an outcome's number: the words, the page, the cell.

    Where nothing shows it but the project's own page, it is that, and there it is nothing; nor is
    there a place for what has no number.
    """
    if mark.quote:
        quotes = site.library.about(Testimonial, project) if own_page else ()
        if mark.quote in [quote.id for quote in quotes]:
            return f"{address_of(project)}#said-{mark.quote}"
        return f"{TESTIMONIAL.listing}#{mark.quote}"
    if mark.address:
        return mark.address
    if cell := cell_of(site, project, outcome):
        return cell
    is_here = own_page or not shown_numbers(outcome)
    return "" if is_here else outcome_address(project, outcome)


def cell_of(site: Site, project: Project, outcome: Outcome) -> str:
    """Address of the notebook's cell that an outcome names; empty where there is none."""
    name = outcome.cell_reference
    notebook = site.notebook(project) if name else None
    for cell in notebook.cells if notebook else ():
        if name in cell.names or name == cell.anchor:
            return f"{address_of(project)}#{cell.anchor}"
    return ""


def line_of(site: Site, project: Project, result: Result) -> ResultLine | None:
    """A result in one line whose number leads to the place that shows it."""
    line = short_result(result, site.words)
    address = source_of(site, project, result.outcome, result.mark)
    return replace(line, address=address) if line else None


def best_line(site: Site, project: Project) -> ResultLine | None:
    """The best result of a project in one line; none where there is none to tell."""
    best = best_result(site.library, project)
    return line_of(site, project, best) if best else None


def confirmed_by(site: Site, quote: Testimonial) -> tuple[str, ...]:
    """The results that somebody confirmed without naming their numbers, each in one line."""
    lines = []
    for project in site.library.all(Project):
        for outcome in project.outcomes:
            result = result_of(site.library, project, outcome)
            marks = site.library.marks
            if result.mark.quote == quote.id and marks.confirms(quote, project, outcome):
                lines.append(short_result(result, site.words))
    return tuple(line.text for line in lines if line)
