"""Which mark each number has today: derived from live sources, whatever an author typed.

Somebody else checked a number only while a named, consented testimonial holds or confirms it, or
a page of somebody else's is said to show it. When the source goes, so does the mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from proofolio.model.mark import Caveat, Mark
from proofolio.model.outcome import Outcome, RestsOn
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.references import parse_reference
from proofolio.model.saying import says
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Scope, Testimonial

if TYPE_CHECKING:
    from proofolio.model.library import Library

Objection = Literal[
    "", "simulated", "estimate", "unlisted", "draft", "nowhere", "yourself", "unnamed", "scope",
    "elsewhere", "words",
]  # fmt: skip
"""Why a testimonial does not check a number; empty where it does."""

OPEN_CODE = ("repo", "notebook")
"""Links at which anybody finds code that can be run."""


def data_of(project: Project, outcome: Outcome) -> RestsOn | None:
    """The data behind an outcome: its own word, an older one, or its project's."""
    older: RestsOn | None = "public" if outcome.verified_by == "public_data" else None
    return outcome.rests_on or older or project.rests_on


class Marks:
    """The marks of a library's outcomes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[tuple[str, str, Scope], Mark] = {}
        confirming: Mapping[str, list[Testimonial]] = defaultdict(list)
        for quote in library.all(Testimonial):
            for reference in quote.confirms:
                target = parse_reference(reference)
                confirming[f"{target.id}/{target.part}"].append(quote)
        self._confirming = confirming

    def of(self, project: Project, outcome: Outcome, scope: Scope = "website") -> Mark:
        """The mark of an outcome; in a feed, only what may be told there is told."""
        key = (project.id, outcome.key, scope)
        if key not in self._known:
            self._known[key] = self._derived(project, outcome, scope)
        return self._known[key]

    def cited(self, project: Project, outcome: Outcome) -> tuple[Testimonial, ...]:
        """The testimonials that confirm an outcome, then those that it names as evidence."""
        found = {quote.id: quote for quote in self._confirming.get(_name(project, outcome), ())}
        for target in map(parse_reference, outcome.evidence):
            if target.kind in ("", "testimonial"):
                quote = self._library.find("testimonial", target.id)
                if isinstance(quote, Testimonial):
                    found.setdefault(quote.id, quote)
        return tuple(found.values())

    def checking(
        self, project: Project, outcome: Outcome, scope: Scope = "website"
    ) -> tuple[Testimonial, ...]:
        """The testimonials that check an outcome."""
        cited = self.cited(project, outcome)
        return tuple(q for q in cited if not self.objection(q, project, outcome, scope))

    def objection(
        self,
        quote: Testimonial,
        project: Project,
        outcome: Outcome,
        scope: Scope = "website",
    ) -> Objection:
        """Why this testimonial does not check the number of this outcome; empty where it does."""
        if caveat := _caveat(project, outcome):
            return caveat
        if objection := self._unfit(quote, scope):
            return objection
        about = quote.id in project.testimonials or project.id in quote.projects
        if quote.projects and not about:
            return "elsewhere"
        confirms = self.confirms(quote, project, outcome)
        return "" if confirms or says(quote.text, outcome) else "words"

    def confirms(self, quote: Testimonial, project: Project, outcome: Outcome) -> bool:
        """Whether a testimonial names this outcome as confirmed."""
        return quote in self._confirming.get(_name(project, outcome), ())

    def page_of(self, outcome: Outcome) -> str:
        """The first address of an outcome's evidence at which somebody else speaks; else empty."""
        return next(self._pages(outcome), "")

    def is_author(self, name: str) -> bool:
        """Whether this is the name of whose site it is."""
        profile = self._library.profile
        names = {profile.name.casefold(), profile.name_latin.casefold()} - {""}
        return name.casefold() in names

    def _derived(self, project: Project, outcome: Outcome, scope: Scope) -> Mark:
        caveat = _caveat(project, outcome)
        is_seen = _name(project, outcome) in self._library.seen
        data = data_of(project, outcome)
        mark = Mark("shown" if is_seen else "told", rests_on=data, caveat=caveat)
        if outcome.disclosure == "hidden":
            return Mark(rests_on=data, caveat=caveat)
        if quotes := self.checking(project, outcome, scope):
            who, *others = dict.fromkeys(quote.author.name for quote in quotes)
            id = quotes[0].id
            return replace(mark, level="checked", who=who, others=tuple(others), quote=id)
        page = self.page_of(outcome)
        if page and outcome.checked_by and not caveat and not self.is_author(outcome.checked_by):
            return replace(mark, level="checked", who=outcome.checked_by, address=page)
        if data == "public" and _has_open_code(project, is_seen):
            return replace(mark, level="open")
        return mark

    def _unfit(self, quote: Testimonial, scope: Scope) -> Objection:
        """Why a testimonial checks nothing at all."""
        library = self._library
        if not quote.is_listed:
            return "unlisted"
        if library.is_draft(quote):
            return "draft"
        if "testimonial" in library.nowhere:
            return "nowhere"
        if self.is_author(quote.author.name):
            return "yourself"
        if not quote.is_named:
            return "unnamed"
        return "" if quote.may_appear(scope, library.today) else "scope"

    def _pages(self, outcome: Outcome) -> Iterator[str]:
        for target in map(parse_reference, outcome.evidence):
            parts = urlsplit(target.id) if target.kind == "link" else None
            is_page = parts is not None and parts.scheme in ("http", "https") and parts.netloc
            if is_page and not self._is_own(target.id):
                yield target.id

    def _is_own(self, address: str) -> bool:
        """Whether the author speaks there: her site, her accounts, her talks and what she wrote."""
        library = self._library
        sites = {urlsplit(site).netloc for site in (library.profile.url, library.site_url) if site}
        if urlsplit(address).netloc in sites or library.known_as(address):
            return True
        own = [account.url for account in library.profile.profiles]
        own += [post.external_url for post in library.all(Post) if post.external_url]
        own += [link.url for talk in library.all(Talk) for link in talk.links]
        return any(
            f"{address}/".casefold().startswith(f"{url.rstrip('/')}/".casefold()) for url in own
        )


def _name(project: Project, outcome: Outcome) -> str:
    return f"{project.id}/{outcome.key}"


def _caveat(project: Project, outcome: Outcome) -> Caveat:
    if data_of(project, outcome) == "simulated":
        return "simulated"
    return "estimate" if outcome.estimate else ""


def _has_open_code(project: Project, is_seen: bool) -> bool:
    """Whether anybody can run it again: its code is on the page, in the download, or elsewhere."""
    notebook = project.notebook
    if is_seen and notebook and (notebook.download or notebook.code != "hidden"):
        return True
    return any(link.kind in OPEN_CODE for link in project.links)
