"""The five questions of each goal's visitor: who hires, who works on the same, who looks round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from proofolio.checks.built import BuiltSiteFiles
from proofolio.checks.prospect import (
    Answer,
    Candidate,
    Question,
    answers_to,
    questions_of,
    results_of,
    routes_of,
    voices_of,
)
from proofolio.model.addresses import address_of
from proofolio.model.library import Library
from proofolio.model.post import Post
from proofolio.model.profile import GoalName
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.record import Link
from proofolio.model.talk import Talk
from proofolio.views.words import Words

Candidates = Iterator[Candidate]


def visitor_answers(
    site: BuiltSiteFiles, library: Library, words: Words, goal: GoalName, cv: str = ""
) -> tuple[Answer, ...]:
    """What a goal's visitor learns who starts at the home page; `cv` is where the résumé is."""
    asked = _QUESTIONS[goal]
    questions = (
        Question(question, tuple(candidates(library, words, cv)), advice)
        for question, advice, candidates in asked
    )
    found = tuple(questions) if asked else questions_of(library, words, None)
    return answers_to(site, found, "index.html")


def _done(library: Library, words: Words, _: str) -> Candidates:
    yield from results_of(library, words, None)
    for project in library.listed(Project):
        yield Candidate(project.title, project.title, address_of(project))
    for job in library.profile.work:
        for point in job.highlights:
            yield Candidate(point, point)


def _level(library: Library, words: Words, _: str) -> Candidates:
    profile = library.profile
    for job in profile.work:
        where = job.name or job.sector
        yield Candidate(words.joined((job.position, where)), job.position)
    for study in profile.education:
        degree = words.joined((study.study_type, study.area, study.institution))
        yield Candidate(degree, study.study_type and study.institution)
    yield Candidate(profile.label, profile.label)


def _truth(library: Library, words: Words, _: str) -> Candidates:
    yield from voices_of(library, None)
    for project in library.listed(Project):
        yield from _open(project.links, project.title)
        if project.notebook:
            page = f"{address_of(project)}index.html"
            yield Candidate(f"the notebook of “{project.title}”", page=page)


def _free(library: Library, words: Words, _: str) -> Candidates:
    wanted = library.profile.looking_for
    start = words.partial(wanted.start) if wanted.start else ""
    told = words.joined((words.listed(wanted.kinds), words.listed(wanted.roles), start))
    for shown in (start, *wanted.kinds, *wanted.roles):
        yield Candidate(told, shown)
    stated = library.profile.availability
    if stated and stated.note:
        yield Candidate(stated.note, stated.note)


def _cv(library: Library, words: Words, cv: str) -> Candidates:
    if cv:
        yield Candidate(f"/{cv}", file=f"{cv}index.html" if cv.endswith("/") else cv)


def _work(library: Library, words: Words, _: str) -> Candidates:
    profile = library.profile
    yield Candidate(profile.headline, profile.headline)


def _new(library: Library, words: Words, _: str) -> Candidates:
    """The newest of each kind; any of them tells that something goes on."""
    papers = [p for p in library.listed(Publication) if p.date]
    dated = sorted(papers, key=lambda paper: str(paper.date and paper.date.iso), reverse=True)
    newest: tuple[Publication | Talk | Post, ...]
    newest = (*dated[:3], *library.listed(Talk)[:1], *library.listed(Post)[:1])
    for entry in newest:
        yield Candidate(entry.title, entry.title, address_of(entry))


def _materials(library: Library, words: Words, _: str) -> Candidates:
    for paper in library.listed(Publication):
        for address in (paper.address, paper.pdf, paper.code):
            if address:
                yield Candidate(f"{address}, of “{paper.title}”", address=address)
        yield from _open(paper.links, paper.title)
    for project in library.listed(Project):
        yield from _open(project.links, project.title)


def _cited(library: Library, words: Words, _: str) -> Candidates:
    for paper in library.listed(Publication):
        yield Candidate(f"“{paper.title}”, as BibTeX", "BibTeX", address_of(paper))
        for address in (paper.doi_address, paper.arxiv_address):
            if address:
                yield Candidate(f"{address}, of “{paper.title}”", address=address)


def _made(library: Library, words: Words, _: str) -> Candidates:
    for project in library.listed(Project):
        yield Candidate(project.title, project.title, address_of(project))
    for post in library.listed(Post):
        yield Candidate(post.title, post.title, address_of(post))


def _how(library: Library, words: Words, _: str) -> Candidates:
    for project in library.listed(Project):
        yield from _open(project.links, project.title)
        yield Candidate(f"the page of “{project.title}”", page=f"{address_of(project)}index.html")


def _next(library: Library, words: Words, _: str) -> Candidates:
    ask = library.profile.looking_for.ask
    if ask:
        yield Candidate(ask, ask)
    yield from _free(library, words, "")
    for skill in library.profile.skills:
        if skill.level == "learning":
            yield Candidate(skill.name, skill.name)


def _reached(library: Library, words: Words, _: str) -> Candidates:
    yield from routes_of(library)


def _open(links: tuple[Link, ...], title: str) -> Candidates:
    for link in links:
        if link.url and link.kind in ("repo", "demo", "paper", "dataset", "notebook"):
            yield Candidate(f"{link.url}, of “{title}”", address=link.url)


_REACH = ("How do I reach you?", "Add `email`, or `contact: {booking_url: …}`.", _reached)

_QUESTIONS: Mapping[
    GoalName, tuple[tuple[str, str, Callable[[Library, Words, str], Candidates]], ...]
] = {
    "clients": (),
    "job": (
        ("What have you done?", "Add a project with an outcome, or `highlights` of `work`.", _done),
        ("At which level?", "Write `work` with positions and years, and `education`.", _level),
        (
            "Is it true?",
            "Ask a manager or a colleague for two sentences, or link the code of a project.",
            _truth,
        ),
        (
            "Are you free, and when?",
            "Write `looking_for: {kinds: [permanent employment], from: 2027-03}` in the profile.",
            _free,
        ),
        ("Where is your CV?", "Write `work` in the profile, or name a file: `cv: cv.pdf`.", _cv),
    ),
    "research": (
        ("What do you work on?", "Write a `headline`.", _work),
        ("What is new?", "Add your latest publication, talk or post, with its date.", _new),
        (
            "Where are paper, code and data?",
            "Write `doi`, `arxiv`, `pdf` or `code` of a publication, or `links` of a project.",
            _materials,
        ),
        ("How do I cite you?", "Write `doi` or `arxiv` of a publication.", _cited),
        _REACH,
    ),
    "learning": (
        ("What do you do?", "Write a `headline`.", _work),
        ("What have you made?", "Put a notebook into `projects/`.", _made),
        ("How did you do it?", "Show the notebook, or link the code: `links: [https://…]`.", _how),
        ("What do you want next?", "Write `looking_for: {ask: …}` in the profile.", _next),
        _REACH,
    ),
}
"""Question, what to write where nothing answers, and what would answer it; clients ask those of a
prospect."""
