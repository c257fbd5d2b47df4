"""All entries that exist today, sorted, and linked both ways.

`Library.build` is the one place where references are resolved; afterwards nothing changes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from proofolio.model.addresses import address_of
from proofolio.model.citations import Citations
from proofolio.model.kind import Kind
from proofolio.model.kinds import CLAIMS, KINDS, PROOFS, AnyEntry, kind_for
from proofolio.model.linking import Linker, why_hidden
from proofolio.model.marks import Marks
from proofolio.model.niche import Niche
from proofolio.model.own_page import OwnPage
from proofolio.model.post import Post
from proofolio.model.post_links import PostLinks
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.record import Entry, Page, kind_of
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import Topic, collect_topics
from proofolio.problems import Level, Problem

E = TypeVar("E", bound=Entry)

RELATED_CANDIDATES = 20
"""How many projects of a facet are looked at to find related ones."""

UNREADABLE = "something in it is missing or wrong"
"""Why an entry is not shown that was left out."""
QUOTING = "it holds words that nobody agreed to publish"
"""The same of one that could be read."""


@dataclass(frozen=True)
class Records:
    """Everything an author wrote, before it is known what of it exists today."""

    profile: Profile
    entries: tuple[AnyEntry, ...]
    """Of all kinds, each kind in the order of the files."""
    references: tuple[Publication, ...] = ()
    """Works that are not the author's own, and that texts cite."""

    def __post_init__(self) -> None:
        for record in {type(entry) for entry in self.entries}:
            kind_for(record)

    def all(self, record: type[E]) -> tuple[E, ...]:
        """The entries of a kind."""
        return tuple(entry for entry in self.entries if isinstance(entry, record))


@dataclass(frozen=True)
class Library:
    """What the site shows. Ask it; do not search lists."""

    profile: Profile
    today: dt.date
    entries: Mapping[type[Entry], tuple[AnyEntry, ...]]
    """By kind and in order, unlisted and archived ones too."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """`kind:id` of entries that are not shown today, with the reason in words; `kind:` where a
    file of entries could not be read."""
    upcoming: frozenset[str] = frozenset()
    """`kind:id` of entries shown only because drafts are shown."""
    nowhere: frozenset[str] = frozenset()
    """Kinds that have no place on this site, since their plugin is not listed."""
    site_url: str = ""
    """Where this site is."""
    references: tuple[Publication, ...] = ()
    """Works of others that texts cite."""
    pages: tuple[OwnPage, ...] = ()
    """The author's own that are about something."""
    seen: frozenset[str] = frozenset()
    """`project/key` of outcomes whose numbers were found in the notebook's cell that they name."""

    @classmethod
    def build(
        cls,
        records: Records,
        today: dt.date,
        *,
        drafts: bool = False,
        left_out: Iterable[tuple[str, str]] = (),
        quoting: Collection[str] = (),
        nowhere: Iterable[str] = (),
        site_url: str = "",
        pages: Iterable[OwnPage] = (),
    ) -> tuple[Library, tuple[Problem, ...]]:
        """The library of a day, with what was found while linking.

        `drafts` shows drafts and future entries too, as `mkdocs serve` does. `left_out` are kind
        and id of entries that could not be read, with an empty id where a whole file could not.
        `quoting` are those, as `kind:id`, that hold words nobody agreed to publish, and `pages`
        the author's own that are about something.
        """
        problems: list[Problem] = []
        zone = zone_of(records.profile)
        shown: dict[str, dict[str, AnyEntry]] = {}
        hidden = {f"{kind}:{id}": UNREADABLE for kind, id in left_out}
        hidden |= dict.fromkeys(quoting, QUOTING)
        upcoming: set[str] = set()
        for kind in KINDS:
            word = kind.word
            shown[word] = {}
            for entry in _without_doubles(word, _written(kind, records), problems):
                if f"{word}:{entry.id}" in quoting:
                    continue
                reason = reason_of(entry, today, zone)
                soft = reason in _SHOWN_AS_DRAFT
                if reason and not (drafts and soft):
                    hidden[f"{word}:{entry.id}"] = reason
                    problems.append(_note(entry, reason))
                    continue
                if reason:
                    upcoming.add(f"{word}:{entry.id}")
                shown[word][entry.id] = _with_pages(entry, today, zone, problems, drafts=drafts)
        _drop_colliding(shown, problems)
        linker = Linker(shown, hidden, problems)
        entries: dict[type[Entry], tuple[AnyEntry, ...]] = {}
        for kind in KINDS:
            linked = map(linker.linked, shown[kind.word].values())
            entries[kind.record] = tuple(sorted(linked, key=partial(kind.order, today)))
        told = linker.references("results", records.profile.results, records.profile)
        profile = records.profile.model_copy(update={"results": told, **_also_there(entries)})
        library = cls(
            profile=profile,
            today=today,
            entries=entries,
            hidden=hidden,
            upcoming=frozenset(upcoming),
            nowhere=frozenset(nowhere),
            site_url=site_url,
            references=tuple(_references(records, shown["publication"], problems)),
            pages=tuple(pages),
        )
        return library, tuple(problems)

    def all(self, record: type[E]) -> tuple[E, ...]:
        """Entries of a kind that have a place on the site, in order."""
        return _of(self.entries, record)

    def listed(self, record: type[E]) -> tuple[E, ...]:
        """Those of a kind that appear in listings: neither unlisted nor archived."""
        return _of(self._listed, record)

    @cached_property
    def citable(self) -> Mapping[str, Publication]:
        """Works that a text may cite, by their ids: the author's own, and others'."""
        own = (paper for paper in self.all(Publication) if paper.status != "unlisted")
        return {work.id: work for work in (*self.references, *own)}

    @cached_property
    def _listed(self) -> Mapping[type[Entry], tuple[AnyEntry, ...]]:
        return {
            record: tuple(entry for entry in entries if entry.is_listed)
            for record, entries in self.entries.items()
        }

    @cached_property
    def _index(self) -> Mapping[str, AnyEntry]:
        return {
            f"{kind.word}:{entry.id}": entry
            for kind in KINDS
            for entry in self.entries[kind.record]
        }

    def find(self, kind: str, id: str) -> AnyEntry | None:
        """The entry of this kind and id that is shown, if there is one."""
        return self._index.get(f"{kind}:{id}")

    def known_as(self, address: str) -> AnyEntry | None:
        """The listed proof that is at an address elsewhere, if one is."""
        return self._elsewhere.get(address.casefold())

    @cached_property
    def _elsewhere(self) -> Mapping[str, AnyEntry]:
        return {
            name.casefold(): entry
            for kind in PROOFS
            for entry in self.listed(kind.record)
            for name in kind.known_as(entry)
            if ":" in name
        }

    def why_hidden(self, kind: str, id: str) -> str:
        """Why an entry is not shown, in words; empty where it is, or where there is none."""
        return why_hidden(self.hidden, kind, id)

    def is_draft(self, entry: Entry) -> bool:
        """Whether it is shown only because drafts are shown."""
        return f"{kind_of(entry)}:{entry.id}" in self.upcoming

    def about(self, record: type[E], entry: Entry) -> tuple[E, ...]:
        """Listed entries of a kind that name this one, or that it names, in order."""
        kind, listed = kind_for(record), self.listed(record)
        places = set(self._naming.get((kind.word, f"{kind_of(entry)}:{entry.id}"), ()))
        chosen = (f"{kind.word}:{id}" for id in getattr(entry, kind.plural, ()))
        places |= {self._places[name] for name in chosen if name in self._places}
        return tuple(listed[place] for place in sorted(places))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The place of each entry among those of its kind that are listed."""
        return {
            f"{kind.word}:{entry.id}": place
            for kind in KINDS
            for place, entry in enumerate(self.listed(kind.record))
        }

    @cached_property
    def _naming(self) -> Mapping[tuple[str, str], list[int]]:
        """Places of listed entries by what they name, so that a page costs the same at any size."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for kind in KINDS:
            named = [other for other in KINDS if other.plural in kind.record.model_fields]
            for place, entry in enumerate(self.listed(kind.record)):
                for other in named:
                    for id in getattr(entry, other.plural):
                        found[kind.word, f"{other.word}:{id}"].append(place)
        return found

    def has_page(self, niche: Niche) -> bool:
        """Whether a niche has a page: only if a listed service or project belongs to it."""
        return bool(self.about(Service, niche) or self.about(Project, niche))

    @cached_property
    def citations(self) -> Citations:
        """Which claims and outcomes name an entry as evidence."""
        return Citations(
            entry
            for kind in (*CLAIMS, *PROOFS)
            if "claims" in kind.record.model_fields
            for entry in self.listed(kind.record)
        )

    @cached_property
    def marks(self) -> Marks:
        """Who checked each outcome, or who can."""
        return Marks(self)

    @cached_property
    def post_links(self) -> PostLinks:
        """Older, newer and related posts, and series."""
        return PostLinks(self.listed(Post))

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """All topics by slug."""
        entries = (entry for kind in KINDS for entry in self.listed(kind.record))
        offered = (skill.name for skill in self.profile.skills if skill.offered)
        return collect_topics(entries, offered, self.pages)

    def related_projects(self, project: Project, limit: int = 2) -> tuple[Project, ...]:
        """Projects the author chose, then those that share most with this one."""
        chosen = [self.find("project", id) for id in project.related]
        listed = [p for p in chosen if isinstance(p, Project) and p.status == "published"]
        shared = Counter(
            id for facet in _facets(project) for id in self._by_facet[facet] if id != project.id
        )
        alike = [
            other
            for id, _ in shared.most_common()
            if id not in project.related and isinstance(other := self.find("project", id), Project)
        ]
        return tuple((listed + alike)[: max(limit, len(listed))])

    @cached_property
    def _by_facet(self) -> Mapping[str, list[str]]:
        """The first projects of each facet; few, so that a page costs the same at any size."""
        found: dict[str, list[str]] = defaultdict(list)
        for project in self.listed(Project):
            for facet in _facets(project):
                if len(found[facet]) < RELATED_CANDIDATES:
                    found[facet].append(project.id)
        return found


def _of(entries: Mapping[type[Entry], tuple[AnyEntry, ...]], record: type[E]) -> tuple[E, ...]:
    return cast("tuple[E, ...]", entries[kind_for(record).record])


def zone_of(profile: Profile) -> dt.tzinfo:
    """The author's time zone; UTC where its name is unknown."""
    try:
        return ZoneInfo(profile.timezone)
    except (OSError, ValueError, KeyError):  # A zone that is not found is a KeyError.
        return dt.UTC


def _facets(project: Project) -> list[str]:
    words = (*project.skills, *project.tools, *project.industries, *project.tags)
    return sorted({word.casefold() for word in words} | {f"niche:{n}" for n in project.niches})


_DRAFT = "it is a draft"
_FUTURE = "its date is still to come"
_OVER = "its `expiry_date` has come"
_CODES = {
    _DRAFT: "not-shown",
    _FUTURE: "not-yet",
    _OVER: "not-shown",
    "its consent is refused": "consent-refused",
    "its consent is withdrawn": "consent-refused",
}
_SHOWN_AS_DRAFT = (_DRAFT, _FUTURE, _OVER)


def reason_of(entry: Entry, today: dt.date, zone: dt.tzinfo) -> str:
    """Why an entry is not shown on a day, in words; empty where it is."""
    if entry.status == "draft":
        return _DRAFT
    begins = (entry.publish_date, entry.date if isinstance(entry, Page) else None)
    if any(day and day.astimezone(zone).date() > today for day in begins):
        return _FUTURE
    if entry.expiry_date and entry.expiry_date.astimezone(zone).date() <= today:
        return _OVER
    if isinstance(entry, Testimonial) and not entry.may_appear("website", today):
        status = entry.consent.status
        if status == "granted":
            expired = entry.consent.expires and entry.consent.expires.first <= today
            return "its consent has expired" if expired else "its consent is not for the website"
        return f"its consent is {status}"
    return ""


def _with_pages(
    entry: AnyEntry, today: dt.date, zone: dt.tzinfo, problems: list[Problem], *, drafts: bool
) -> AnyEntry:
    """The entry with those of its further pages that are shown, which are listed as it is."""
    if not isinstance(entry, Page) or not entry.subpages:
        return entry
    kept = []
    for page in entry.subpages:
        reason = reason_of(page, today, zone)
        if reason and not drafts:
            text = f"This page is not shown, because {reason}."
            problems.append(Problem("not-shown", text, page.origin.path, level=Level.NOTE))
            continue
        as_its_entry = page.status == "published" and not entry.is_listed
        kept.append(page.model_copy(update={"status": entry.status}) if as_its_entry else page)
    return cast(AnyEntry, entry.model_copy(update={"subpages": tuple(kept)}))


def _note(entry: Entry, reason: str) -> Problem:
    kind = kind_of(entry)
    code = _CODES.get(reason, "no-consent")
    return Problem(
        code,
        f'{kind} "{entry.id}" is not shown, because {reason}.',
        entry.origin.path,
        entry.origin.line,
        level=Level.NOTE,
    )


def _written(kind: Kind[Any], records: Records) -> Iterator[AnyEntry]:
    """The entries of a kind, and those of the profile that are not among them."""
    own = records.all(kind.record)
    yield from own
    known = {name for entry in own for name in kind.known_as(entry)}
    for number, entry in enumerate(getattr(records.profile, kind.plural, ())):
        if known.isdisjoint(kind.known_as(entry)):
            origin = records.profile.origin
            line = origin.line_of(f"{kind.plural}.{number}")
            yield entry.model_copy(update={"origin": replace(origin, line=line)})


def _also_there(entries: Mapping[type[Entry], tuple[AnyEntry, ...]]) -> dict[str, Any]:
    """The fields of the profile that hold entries: all that are listed, wherever they stand."""
    return {
        kind.plural: tuple(entry for entry in entries[kind.record] if entry.is_listed)
        for kind in KINDS
        if kind.plural in Profile.model_fields
    }


def _references(
    records: Records, own: Mapping[str, AnyEntry], problems: list[Problem]
) -> Iterable[Publication]:
    """Works of others; one that is the author's own as well is told of."""
    found = _without_doubles("publication", [*own.values(), *records.references], problems)
    kept = {id(work) for work in found}
    return (work for work in records.references if id(work) in kept)


def _without_doubles(
    kind: str, entries: Iterable[AnyEntry], problems: list[Problem]
) -> Iterable[AnyEntry]:
    first: dict[str, AnyEntry] = {}
    for entry in entries:
        if (other := first.setdefault(entry.id, entry)) is not entry:
            problems.append(
                Problem(
                    "double-id",
                    f'{kind} "{entry.id}" is also in {other.origin.path}:{other.origin.line}; '
                    "this one is left out. Give one of them another `id`.",
                    entry.origin.path,
                    entry.origin.line_of("id"),
                    "id",
                )
            )
    return first.values()


def _drop_colliding(shown: dict[str, dict[str, AnyEntry]], problems: list[Problem]) -> None:
    taken: dict[str, Entry] = {}
    for kind, entries in shown.items():
        for entry in list(entries.values()):
            address = address_of(entry)
            if (other := taken.setdefault(address, entry)) is not entry:
                del entries[entry.id]
                problems.append(
                    Problem(
                        "double-address",
                        f"/{address} is also the address of {other.origin.path}; this {kind} is "
                        "left out. Give one of them another `slug`.",
                        entry.origin.path,
                        entry.origin.line_of("slug"),
                        "slug",
                    )
                )
