"""What anybody can read in a public repository, whatever the site shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proofolio.checks.content.places import problem_at
from proofolio.checks.texts.folding import letters_of
from proofolio.checks.withheld import SHORTEST
from proofolio.model.library import Library, Records
from proofolio.model.project import Project
from proofolio.model.record import PartialDate, kind_of
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Problem

PRIVATE = "private/"

CANDIDATES = 3
"""How many details of a client together leave few candidates."""


def check_disclosure(
    records: Records, library: Library, tracked: Iterable[str] | None
) -> Iterator[Problem]:
    """What the sources tell that the site does not.

    `tracked` are the files that Git knows, relative to the project's folder; none where it is no
    repository.
    """
    yield from _words(records, library)
    yield from _drafts(records)
    for project in records.all(Project):
        yield from _numbers(project)
        yield from _guessable(project)
    yield from _contact(library)
    for path in tracked or ():
        if path.startswith(PRIVATE):
            text = "Git knows this file, so everybody can read it."
            yield Problem("private-tracked", text, path)


def _words(records: Records, library: Library) -> Iterator[Problem]:
    for testimonial in records.all(Testimonial):
        reason = library.hidden.get(f"testimonial:{testimonial.id}", "")
        if "consent" in reason and len(letters_of(testimonial.text)) >= SHORTEST:
            text = f"{reason}, but the repository shows the words."
            yield problem_at(testimonial, "words-in-repository", text, "text")


def _drafts(records: Records) -> Iterator[Problem]:
    for entry in (entry for entry in records.entries if entry.status == "draft"):
        text = f'{kind_of(entry)} "{entry.id}" is a draft that anybody can read.'
        yield problem_at(entry, "draft-in-repository", text, "status")


def _numbers(project: Project) -> Iterator[Problem]:
    for outcome in project.outcomes:
        written = [name for name in ("value", "before") if getattr(outcome, name) is not None]
        if written and not outcome.shows_numbers:
            fields = " and ".join(f"`{name}`" for name in written)
            text = f"`disclosure: {outcome.disclosure}` withholds {fields}, but here they stand."
            yield problem_at(
                project, "numbers-in-repository", text, f"outcomes.{outcome.key}.{written[0]}"
            )


def _guessable(project: Project) -> Iterator[Problem]:
    client = project.client
    if client is None or client.disclosure == "named":
        return
    told = " ".join((client.public_name, client.size))
    details = {
        "the sector": bool(client.sector),
        "the region": bool(client.region),
        "an exact size": bool(re.search(r"\d", told)) and not re.search(r"\d\s*(?:to|-|–)", told),
        "exact days": _is_day(project.start) and _is_day(project.end),
    }
    given = [name for name, is_given in details.items() if is_given]
    if len(given) > CANDIDATES:
        text = f"{', '.join(given)}: together they may name the client."
        yield problem_at(project, "client-guessable", text, "client")


def _is_day(date: PartialDate | None) -> bool:
    return date is not None and date.day is not None


def _contact(library: Library) -> Iterator[Problem]:
    profile = library.profile
    for name in ("phone", "address"):
        if not getattr(profile, name, None):
            continue
        if name in profile.public:
            text = f"your {name} is on the site."
            yield problem_at(profile, "phone-public", text, "public")
        else:
            text = f"the site withholds your {name}, but here it stands."
            yield problem_at(profile, "contact-in-repository", text, name)
