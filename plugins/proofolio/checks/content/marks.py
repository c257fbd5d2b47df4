"""Why a number is not said to be checked though an author says so, and what would make it so."""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.model.library import Library
from proofolio.model.marks import Objection
from proofolio.model.numbers import numbers_in
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.saying import missing_in, shown_numbers
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level, Problem

SHOWN = 4
"""How many other numbers of a quote a message lists."""
WISHES = ("client", "third_party")
OF_QUOTES = ("unlisted", "draft", "nowhere", "yourself", "unnamed", "elsewhere")
"""What is wrong with a quote itself, and not with the number."""
CAVEATS = {"simulated": "a number on simulated data", "estimate": "an estimate"}
"""What nobody is ever said to have checked."""
HOW = (
    "Name in `evidence` a testimonial whose words hold the number, or write `confirms` in one; "
    "where somebody else's page shows it, name the page there and who checked in `checked_by`."
)


def check_marks(library: Library) -> Iterator[Problem]:
    """A note for each number that reads as less than its author meant, and why."""
    for project in library.all(Project):
        for outcome in project.outcomes:
            if outcome.disclosure != "hidden":
                yield from _quotes(library, project, outcome)
                yield from _checked_by(library, project, outcome)
                yield from _wish(library, project, outcome)


def _wish(library: Library, project: Project, outcome: Outcome) -> Iterator[Problem]:
    """`verified_by`, as far as nothing bears it out and nothing else says why."""
    mark, wish = library.marks.of(project, outcome), outcome.verified_by
    if wish == "public_data" and mark.level not in ("open", "checked"):
        text = (
            "nobody can run this again. Link the code (`links: {repo: …}`), or name the cell that "
            "shows the number; write `rests_on: public` in place of `verified_by`."
        )
        yield _note("not-open", text, project, outcome, "verified_by")
    if wish not in WISHES or mark.level == "checked":
        return
    if mark.caveat:
        what = CAVEATS[mark.caveat]
        text = f"{what} is never said to be checked by somebody. Take `verified_by` out."
        yield _note("unchecked", text, project, outcome, "verified_by")
    elif not library.marks.cited(project, outcome) and not outcome.checked_by:
        text = f"nothing here shows who checked it, so nobody is said to have. {HOW}"
        yield _note("unchecked", text, project, outcome, "verified_by")


def _quotes(library: Library, project: Project, outcome: Outcome) -> Iterator[Problem]:
    """Testimonials that are named for a number and do not check it."""
    for quote in library.marks.cited(project, outcome):
        objection = library.marks.objection(quote, project, outcome)
        if objection == "words":
            text = _other_words(quote, project, outcome)
            yield _note("quote-without-number", text, project, outcome, "evidence")
        elif objection in OF_QUOTES and (
            outcome.verified_by in WISHES or library.marks.confirms(quote, project, outcome)
        ):
            text = _why_not(quote, objection)
            yield _note("quote-checks-nothing", text, project, outcome, "evidence")


def _checked_by(library: Library, project: Project, outcome: Outcome) -> Iterator[Problem]:
    """A name without a page of that somebody's, or the author's own name."""
    name = outcome.checked_by
    if not name:
        return
    if library.marks.is_author(name):
        text = f'"{name}" is you. Leave it out: only what others checked is said to be checked.'
    elif not library.marks.page_of(outcome):
        text = (
            f'no page in `evidence` shows that "{name}" checked it: it needs the address of one '
            "that is neither yours, nor a talk or text of yours."
        )
    else:
        return
    yield _at("checked-by-nobody", text, project, outcome, "checked_by")


def _other_words(quote: Testimonial, project: Project, outcome: Outcome) -> str:
    missing = " and ".join(map(str, missing_in(quote.text, outcome))) or "no number of this outcome"
    said = list(dict.fromkeys(found.written for found in numbers_in(quote.text)))[:SHOWN]
    holds = f"holds {', '.join(said)}, and not {missing}" if said else f"does not hold {missing}"
    if not shown_numbers(outcome):
        holds = "has no number to hold, as this outcome has none"
    return (
        f'testimonial "{quote.id}" {holds}; so it does not check this. If they confirmed '
        f"it to you, write `confirms: outcome:{project.id}/{outcome.key}` there."
    )


def _why_not(quote: Testimonial, objection: Objection) -> str:
    reasons: dict[Objection, str] = {
        "unlisted": f"is {quote.status}",
        "draft": "is a draft",
        "nowhere": "is on no page, as `proofolio/testimonials` is not among the plugins",
        "yourself": "is your own",
        "unnamed": "does not show a full name, and only somebody with a name checks a number",
        "elsewhere": f"is about other work ({', '.join(quote.projects)})",
    }
    return f'testimonial "{quote.id}" {reasons[objection]}; so it does not check this.'


def _note(code: str, text: str, project: Project, outcome: Outcome, name: str) -> Problem:
    return _at(code, text, project, outcome, name).at(Level.NOTE)


def _at(code: str, text: str, project: Project, outcome: Outcome, name: str) -> Problem:
    """A problem of an outcome; its field is named without the key, so that what is alike is one."""
    origin = project.origin
    line = origin.line_of(f"outcomes.{outcome.key}.{name}")
    return Problem(code, text, origin.path, line, f"outcomes.{name}")
