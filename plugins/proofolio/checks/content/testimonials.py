"""Are the quotes believed: who speaks, about what, and how long ago?"""

from __future__ import annotations

from collections.abc import Iterator

from proofolio.checks.content.places import problem_at
from proofolio.model.library import Library
from proofolio.model.project import Project
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Problem

RECENT_MONTHS = 24


def check_testimonials(library: Library) -> Iterator[Problem]:
    """What takes weight from the testimonials that are shown."""
    listed = library.listed(Testimonial)
    for testimonial in listed:
        if text := _unclear(testimonial):
            yield problem_at(testimonial, "speaker-unclear", text, "author")
        about = (testimonial.projects, testimonial.services, testimonial.skills)
        if not any(about) and not _is_chosen(library, testimonial):
            text = "it names no `projects`, `services` or `skills`."
            yield problem_at(testimonial, "testimonial-alone", text)
    yield from _old(library, listed)


def _unclear(testimonial: Testimonial) -> str:
    name = testimonial.author.name
    if not (testimonial.role or testimonial.organization):
        return "there is no `role` and no `organization`."
    # A name in a script without spaces is one word and whole.
    if testimonial.show_as == "full" and name.isascii() and len(name.split()) < 2:
        return f'"{name}" is only a first name.' if name else "there is no name."
    return ""


def _is_chosen(library: Library, testimonial: Testimonial) -> bool:
    return any(testimonial.id in project.testimonials for project in library.all(Project))


def _old(library: Library, listed: tuple[Testimonial, ...]) -> Iterator[Problem]:
    dated = [testimonial for testimonial in listed if testimonial.date]
    if not dated:
        return
    newest = max(dated, key=lambda each: each.date.sort_key if each.date else (0, 0, 0))
    day = newest.date
    if day is None:
        return
    months = (library.today.year - day.year) * 12 + library.today.month - (day.month or 12)
    if months > RECENT_MONTHS:
        text = f"the newest testimonial is of {day.iso}."
        yield problem_at(newest, "testimonials-old", text, "date")
