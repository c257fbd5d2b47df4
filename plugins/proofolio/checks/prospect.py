"""The five questions of a visitor, and what a built site answers, in how many taps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.checks.built import BuiltSiteFiles, file_of
from proofolio.checks.texts.folding import letters_of
from proofolio.model.addresses import address_of, outcome_address
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.profile import TAKEN
from proofolio.model.project import Project
from proofolio.model.proof import best_result
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.numbers import mark_words, short_result
from proofolio.views.words import Words

PATIENCE = 2
"""Taps after which a visitor has gone."""

FARTHEST = 4
"""Taps up to which it is worth looking."""


@dataclass(frozen=True)
class Candidate:
    """Something that would answer a question."""

    text: str
    """What the visitor reads, or where the link leads."""
    shown: str = ""
    """Words by which a page shows it; empty for an address that a page links to."""
    address: str = ""
    """Address that is linked to, or where the proof stands."""
    file: str = ""
    """File of the site that is linked to."""
    page: str = ""
    """Page of the site that says it as a whole."""


@dataclass(frozen=True)
class Question:
    """One thing a visitor wants to know, with what would answer it, best first."""

    question: str
    candidates: tuple[Candidate, ...]
    advice: str
    """What to write where nothing answers."""


@dataclass(frozen=True)
class Answer:
    """What a visitor finds out, and how."""

    question: str
    text: str = ""
    """Empty where the site does not say."""
    taps: int | None = None
    page: str = ""
    """Address of the page that says it."""
    proof: str = ""
    """Address at which it can be verified."""
    advice: str = ""
    """What would help, where it is missing or far away."""


def answers_for(
    site: BuiltSiteFiles, library: Library, words: Words, niche: Niche | None = None
) -> tuple[Answer, ...]:
    """What a visitor learns who starts at the home page, or at the page of a niche."""
    start = f"{address_of(niche)}index.html" if niche else "index.html"
    return answers_to(site, questions_of(library, words, niche), start)


def answers_to(
    site: BuiltSiteFiles, questions: tuple[Question, ...], start: str
) -> tuple[Answer, ...]:
    """What a visitor learns of these questions who starts at a page."""
    reached = dict(_walk(site, start))
    return tuple(_answer(site, question, reached) for question in questions)


def questions_of(library: Library, words: Words, niche: Niche | None) -> tuple[Question, ...]:
    """The five questions with everything on the site that may answer them."""
    return (
        Question("What do you do?", tuple(_work(library, niche)), "Write a `headline`."),
        Question(
            "For whom?",
            tuple(_whom(library, niche)),
            "Write a niche in `_data/niches.yml` with `who`, or `audience` of a service.",
        ),
        Question(
            "Did it work?",
            tuple(results_of(library, words, niche)),
            "Add an outcome with `before`, `value` and `evidence` to a featured project"
            + (f" of the niche {niche.id}." if niche else "."),
        ),
        Question(
            "Who says so?",
            tuple(voices_of(library, niche)),
            "Ask a client for two sentences, and name the "
            + (f"niche `{niche.id}` in them." if niche else "project they are about."),
        ),
        Question(
            "How do I reach you?",
            tuple(routes_of(library)),
            "Add `email`, or `contact: {booking_url: …}`.",
        ),
    )


def next_edit(answers: tuple[Answer, ...]) -> str:
    """The one edit that would help most; empty where every answer is near."""
    missing = [answer for answer in answers if not answer.text]
    far = [answer for answer in answers if answer.taps is not None and answer.taps > PATIENCE]
    for answer in (*missing, *sorted(far, key=lambda each: -(each.taps or 0))):
        return answer.advice
    return ""


def _work(library: Library, niche: Niche | None) -> Iterator[Candidate]:
    if niche:
        yield Candidate(niche.headline, niche.headline)
    yield Candidate(library.profile.headline, library.profile.headline)


def _whom(library: Library, niche: Niche | None) -> Iterator[Candidate]:
    niches = [niche] if niche else list(library.listed(Niche))
    for each in niches:
        told = f"{each.name}: {each.who or each.headline}"
        for text, shown in (
            (each.who, each.who),
            (each.headline, each.headline),
            (told, each.name),
        ):
            if shown:
                yield Candidate(text, shown)
    for service in library.listed(Service):
        if niche is None or niche.id in service.niches:
            yield from (Candidate(text, text) for text in service.audience)


def results_of(library: Library, words: Words, niche: Niche | None) -> Iterator[Candidate]:
    """Results, the best of each project."""
    projects = library.about(Project, niche) if niche else library.listed(Project)
    for project in projects:
        best = best_result(library, project)
        if best:
            outcome = best.outcome
            line = short_result(best, words)
            text = words.joined((line.text if line else "", mark_words(best.mark, words)))
            shown = outcome.sentence or outcome.metric
            yield Candidate(text, shown, outcome_address(project, outcome))
        elif project.result:
            yield Candidate(project.title, project.title, address_of(project))


def voices_of(library: Library, niche: Niche | None) -> Iterator[Candidate]:
    """What others say, those with a full name first."""
    voices = library.about(Testimonial, niche) if niche else library.listed(Testimonial)
    named = sorted(voices, key=lambda each: each.show_as != "full" or not each.author.name)
    for testimonial in named:
        text = testimonial.excerpt or testimonial.text
        who = ", ".join(filter(None, (_name(testimonial), testimonial.role)))
        yield Candidate(f"“{text}” {who}".strip(), text[:80], address_of(testimonial))


def _name(testimonial: Testimonial) -> str:
    return testimonial.author.name if testimonial.show_as in ("full", "first_initial") else ""


def routes_of(library: Library) -> Iterator[Candidate]:
    """Ways to reach the author."""
    profile = library.profile
    contact = profile.contact
    is_taken = profile.availability is not None and profile.availability.status in TAKEN
    days = f", answered within {contact.response_days} days" if contact.response_days else ""
    if contact.booking_url and not is_taken:
        yield Candidate(f"a call, booked at {contact.booking_url}", "", contact.booking_url)
    if contact.form_url:
        yield Candidate(f"a form at {contact.form_url}{days}", "", contact.form_url)
    if profile.email:
        yield Candidate(f"e-mail to {profile.email}{days}", "", f"mailto:{profile.email}")


def _walk(site: BuiltSiteFiles, start: str) -> Iterator[tuple[str, int]]:
    """Pages by how many taps they are away from the first."""
    seen = {start: 0} if start in site.pages else {}
    front = list(seen)
    for taps in range(FARTHEST):
        yield from ((page, taps) for page in front)
        found = [
            inside[0]
            for page in front
            for target in site.pages[page].targets
            if (inside := file_of(site, page, target)) and inside[0] in site.pages
        ]
        front = [page for page in dict.fromkeys(found) if page not in seen]
        seen |= dict.fromkeys(front, taps + 1)


def _answer(site: BuiltSiteFiles, question: Question, reached: dict[str, int]) -> Answer:
    """The nearest page that shows a candidate; among equals the better candidate."""
    folded = {page: letters_of(site.pages[page].text) for page in reached} if reached else {}
    best: Answer | None = None
    for candidate in question.candidates:
        for page, taps in reached.items():
            if best and best.taps is not None and taps >= best.taps:
                break
            if _shows(site, page, folded[page], candidate):
                far = taps > PATIENCE
                advice = f"Bring it nearer: it is {taps} taps away." if far else ""
                address = page.removesuffix("index.html")
                proof = candidate.address if candidate.shown else ""
                best = Answer(question.question, candidate.text, taps, address, proof, advice)
                break
    return best or Answer(question.question, advice=question.advice)


def _shows(site: BuiltSiteFiles, page: str, folded: bytes, candidate: Candidate) -> bool:
    targets = site.pages[page].targets
    if candidate.page:
        return page == candidate.page
    if candidate.file:
        found = (file_of(site, page, target) for target in targets)
        return any(inside is not None and inside[0] == candidate.file for inside in found)
    if candidate.shown:
        return letters_of(candidate.shown) in folded
    return bool(candidate.address) and any(t.startswith(candidate.address) for t in targets)
