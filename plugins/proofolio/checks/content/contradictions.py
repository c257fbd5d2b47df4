"""Fields that cannot both be true: of one entry, or of two that tell of the same thing.

Only what is written as a field is compared, never the words of a text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from proofolio.checks.content.marks import CAVEATS
from proofolio.checks.content.places import problem_at
from proofolio.checks.content.spans import disagree, months_in, other_unit, years_in
from proofolio.model.library import Library
from proofolio.model.marks import data_of
from proofolio.model.niche import Niche
from proofolio.model.outcome import Outcome
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.model.references import parse_reference
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level, Problem

OPEN_TO_READ = ("linkedin", "upwork", "video")
"""Ways in which words come that anybody can follow by a link."""
NOT_A_CLIENTS = ("personal", "open_source", "competition", "coursework")
"""Kinds of project that have no client."""
OF_NO_NICHE = (*NOT_A_CLIENTS, "academic", "volunteer")
"""Kinds of project that stand beside what the author sells."""
FEW = 0.34
"""Part of the projects that may be forgotten by mistake; if more lack it, it is meant."""
_MADE = re.compile(r"\b(?:simulat|simulier|synthet)\w*|模拟", re.IGNORECASE)
SAME = ("metric", "unit", "baseline", "period", "method", "estimate", "rests_on", "disclosure")
"""What makes two outcomes tell of one measurement."""


def check_contradictions(library: Library) -> Iterator[Problem]:
    """Problems where one entry contradicts itself, hints where two places tell it differently."""
    for project in library.all(Project):
        for outcome in project.outcomes:
            yield from (
                _problem(project, f"outcomes.{outcome.key}.{field}", text)
                for field, text in (*_data(project, outcome), *_numbers(outcome))
            )
        yield from _two_values(project)
        for outcome in project.outcomes:
            if outcome.before is not None and outcome.disclosure != "hidden":
                yield from _compared(project, outcome)
    for service in library.all(Service):
        yield from _steps(service)
    yield from _confirmed(library)
    yield from _voices(library.all(Testimonial))
    yield from _sources(library.all(Testimonial))
    yield from _skills(library.profile)
    yield from _dates(library.profile)
    yield from _unfiltered(library)


def _data(project: Project, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What an outcome says of its data and of who checked it."""
    data = data_of(project, outcome)
    caveat = "`rests_on: simulated`" if data == "simulated" else "`estimate: true`"
    if outcome.checked_by and (data == "simulated" or outcome.estimate):
        text = f"nobody checks a number with {caveat} against the world. Take out one of the two."
        yield "checked_by", text
    if outcome.verified_by == "public_data" and outcome.rests_on not in (None, "public"):
        text = f"it says public data, and `rests_on` says {outcome.rests_on}. Take out one of them."
        yield "verified_by", text
    if outcome.rests_on == "client" and project.kind in NOT_A_CLIENTS:
        text = f"it says a client's data, and the project's `kind` is {project.kind}. Mend one."
        yield "rests_on", text


def _numbers(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Numbers of an outcome that exclude each other."""
    shown, value = outcome.shown, outcome.value
    if len(shown) == 2 and shown[0] > shown[1]:
        yield "shown", f"{shown[0]} is more than {shown[1]}. Write the lower one first."
    elif len(shown) == 2 and value is not None and not shown[0] <= value <= shown[1]:
        text = f"`value` is not between {shown[0]} and {shown[1]}. Mend the range or the value."
        yield "shown", text


def _two_values(project: Project) -> Iterator[Problem]:
    """One measurement with two results."""
    alike: dict[tuple[object, ...], list[Outcome]] = defaultdict(list)
    for outcome in project.outcomes:
        if outcome.value is not None and not outcome.is_sentence:
            key = (_folded(getattr(outcome, name)) for name in SAME)
            alike[tuple(key)].append(outcome)
    for same in alike.values():
        for first, other in pairwise(same):
            if first.value != other.value:
                text = (
                    f'"{first.metric}" has another value in `{first.key}`, measured in the same '
                    "way. Say in `period`, `method` or `baseline` what differs, or take one out."
                )
                yield _problem(project, f"outcomes.{other.key}.value", text)


def _compared(project: Project, outcome: Outcome) -> Iterator[Problem]:
    """A number before that is not to be compared with the one after, or was better."""
    field, difference = f"outcomes.{outcome.key}", outcome.difference
    if outcome.better and difference and (difference > 0) == (outcome.better == "lower"):
        text = (
            f"it is worse than before, as `better` is {outcome.better}. If that is so, say in a "
            "`sentence` what it was good for; else mend `better`."
        )
        yield _hint(project, f"{field}.better", text)
    if outcome.before is not None and (unit := other_unit(outcome)):
        text = f"it gives {outcome.before} in {unit}, and `unit` is {outcome.unit}. Mend one."
        yield _hint(project, f"{field}.baseline", text)
    before, after = months_in(outcome.baseline), months_in(outcome.period)
    if before and after and before != after:
        text = (
            f'"{outcome.baseline}" is another part of the year than `period`, {outcome.period}. '
            "Compare the same months, or say in `method` why these can be compared."
        )
        yield _hint(project, f"{field}.baseline", text)
    if data_of(project, outcome) in ("client", "public"):
        for name in ("baseline", "period"):
            if _MADE.search(getattr(outcome, name)):
                text = f"it names made-up data, and `rests_on` is {data_of(project, outcome)}."
                yield _hint(project, f"{field}.{name}", f"{text} Mend one of the two.")


def _steps(service: Service) -> Iterator[Problem]:
    """Steps that do not take as long together as the service is said to take."""
    lengths = [step.duration for step in service.process]
    if service.duration and disagree(lengths, service.duration):
        text = (
            f'it is "{service.duration}", and the steps of `process` take '
            f"{' + '.join(lengths)}. Make them add up."
        )
        yield _problem(service, "duration", text)


def _confirmed(library: Library) -> Iterator[Problem]:
    """Testimonials that confirm what nobody can have checked."""
    for quote in library.all(Testimonial):
        for number, target in enumerate(map(parse_reference, quote.confirms)):
            project = library.find("project", target.id)
            outcomes = project.outcomes if isinstance(project, Project) else ()
            outcome = next((each for each in outcomes if each.key == target.part), None)
            if outcome is None or not isinstance(project, Project):
                continue
            caveat = library.marks.of(project, outcome).caveat
            if caveat:
                what = f"{quote.confirms[number]} is {CAVEATS[caveat]}"
                text = f"{what}, so it is not said to be checked. Take it out."
                yield _hint(quote, f"confirms.{number}", text)


def _voices(quotes: Iterable[Testimonial]) -> Iterator[Problem]:
    """One person who speaks twice of one project."""
    named = [quote for quote in quotes if quote.is_listed and quote.is_named]
    for first, other in combinations(named, 2):
        is_one = _folded(first.author.name) == _folded(other.author.name)
        both = set(first.projects) & set(other.projects)
        if is_one and both:
            text = (
                f'{first.author.name} speaks of {sorted(both)[0]} in "{first.id}" too, and they '
                "read as two voices. Make one of the two."
            )
            yield _hint(other, "author", text)


def _sources(quotes: Iterable[Testimonial]) -> Iterator[Problem]:
    """Words that are said to stand somewhere, without the address."""
    for quote in quotes:
        source = quote.source
        if source and source.kind in OPEN_TO_READ and not source.url:
            text = f"it says {source.kind}, and no `url` leads there. Add it, or take `kind` out."
            yield _problem(quote, "source", text)


def _skills(profile: Profile) -> Iterator[Problem]:
    """A skill that is graded twice."""
    levels: dict[object, str] = {}
    for number, skill in enumerate(profile.skills):
        before = levels.setdefault(_folded(skill.name), skill.level or "")
        if skill.level and before and before != skill.level:
            text = f'"{skill.name}" is {before} and {skill.level}. Keep one of them.'
            yield _problem(profile, f"skills.{number}", text)


def _dates(profile: Profile) -> Iterator[Problem]:
    """Parts of the story with other years than the résumé has for the same place."""
    places = [(job.name, job.start, job.end) for job in profile.work]
    places += [(school.institution, school.start, school.end) for school in profile.education]
    for number, part in enumerate(profile.story):
        years, title = years_in(part.period), str(_folded(part.title))
        there = [p for p in places if p[0] and p[1] and str(_folded(p[0])) in title]
        if not years or not there:
            continue
        begun = min(start.year for _, start, _ in there if start)
        ends = [end.year if end else None for _, _, end in there]
        ended = None if None in ends else max(end for end in ends if end)
        if years != (begun, ended):
            told = f"{begun} to {ended or 'now'}"
            text = f'"{part.period}" is {told} in the résumé ({there[0][0]}). Make them agree.'
            yield _hint(profile, f"story.{number}.period", text)


def _unfiltered(library: Library) -> Iterator[Problem]:
    """Projects that no niche counts, where nearly all others are counted."""
    listed = [p for p in library.listed(Project) if p.kind not in OF_NO_NICHE]
    counted = {
        project.id for niche in library.listed(Niche) for project in library.about(Project, niche)
    }
    left = [project for project in listed if project.id not in counted]
    if counted and left and len(left) <= FEW * len(listed):
        text = (
            f"its filter counts {len(listed) - len(left)} of {len(listed)} projects by niche, and "
            "this is in none. Name one in `niches`."
        )
        yield from (_hint(project, "niches", text) for project in left)


def _folded(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _problem(entry: Entry | Profile, field: str, text: str) -> Problem:
    return problem_at(entry, "contradiction", text, field)


def _hint(entry: Entry | Profile, field: str, text: str) -> Problem:
    return problem_at(entry, "told-differently", text, field).at(Level.NOTE)
