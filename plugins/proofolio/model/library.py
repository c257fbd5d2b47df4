"""All entries that exist today, sorted, and linked both ways.

`Library.build` is the one place where references are resolved; afterwards nothing changes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo

from proofolio.model.addresses import address_of
from proofolio.model.citations import Citations
from proofolio.model.linking import ID_FIELDS, Linker, why_hidden
from proofolio.model.niche import Niche
from proofolio.model.ordering import (
    entry_order,
    niche_order,
    post_order,
    project_order,
    talk_order,
    testimonial_order,
)
from proofolio.model.post import Post
from proofolio.model.post_links import PostLinks
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.record import Entry, Page, kind_of
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import Topic, collect_topics
from proofolio.problems import Level, Problem

E = TypeVar("E", bound=Entry)

RELATED_CANDIDATES = 20
"""How many projects of a facet are looked at to find related ones."""

UNREADABLE = "something in it is missing or wrong"
"""Why an entry is not shown that was left out."""


@dataclass(frozen=True)
class Records:
    """Everything an author wrote, before it is known what of it exists today."""

    profile: Profile
    projects: tuple[Project, ...] = ()
    posts: tuple[Post, ...] = ()
    testimonials: tuple[Testimonial, ...] = ()
    services: tuple[Service, ...] = ()
    niches: tuple[Niche, ...] = ()
    talks: tuple[Talk, ...] = ()

    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """Entries of each kind under its name."""
        return {
            "project": self.projects,
            "post": self.posts,
            "testimonial": self.testimonials,
            "service": self.services,
            "niche": self.niches,
            "talk": self.talks,
        }


@dataclass(frozen=True)
class Library:
    """What the site shows. Ask it; do not search lists."""

    profile: Profile
    today: dt.date
    projects: tuple[Project, ...]
    """With a page, featured first, then by order, newest first; unlisted and archived too."""
    posts: tuple[Post, ...]
    """With a page or an outside address, newest first; unlisted and archived too."""
    testimonials: tuple[Testimonial, ...]
    services: tuple[Service, ...]
    niches: tuple[Niche, ...]
    """The primary one first."""
    talks: tuple[Talk, ...]
    """Upcoming first, then newest first."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """`kind:id` of entries that are not shown today, with the reason in words; `kind:` where a
    file of entries could not be read."""
    upcoming: frozenset[str] = frozenset()
    """`kind:id` of entries shown only because drafts are shown."""

    @classmethod
    def build(
        cls,
        records: Records,
        today: dt.date,
        *,
        drafts: bool = False,
        left_out: Iterable[tuple[str, str]] = (),
    ) -> tuple[Library, tuple[Problem, ...]]:
        """The library of a day, with what was found while linking.

        `drafts` shows drafts and future entries too, as `mkdocs serve` does. `left_out` are kind
        and id of entries that could not be read, with an empty id where a whole file could not.
        """
        problems: list[Problem] = []
        zone = zone_of(records.profile)
        shown: dict[str, dict[str, Entry]] = {}
        hidden = {f"{kind}:{id}": UNREADABLE for kind, id in left_out}
        upcoming: set[str] = set()
        for kind, entries in records.by_kind().items():
            shown[kind] = {}
            for entry in _without_doubles(kind, entries, problems):
                reason = _why_hidden(entry, today, zone)
                soft = reason in _SHOWN_AS_DRAFT
                if reason and not (drafts and soft):
                    hidden[f"{kind}:{entry.id}"] = reason
                    problems.append(_note(entry, reason))
                    continue
                if reason:
                    upcoming.add(f"{kind}:{entry.id}")
                shown[kind][entry.id] = entry
        _drop_colliding(shown, problems)
        linker = Linker(shown, hidden, problems)
        linked = {
            kind: tuple(linker.linked(entry) for entry in entries.values())
            for kind, entries in shown.items()
        }
        profile = records.profile.model_copy(
            update={"proof": linker.references("proof", records.profile.proof, records.profile)}
        )
        library = cls(
            profile=profile,
            today=today,
            projects=tuple(sorted(linked["project"], key=project_order)),  # type: ignore[arg-type]
            posts=tuple(sorted(linked["post"], key=post_order)),  # type: ignore[arg-type]
            testimonials=tuple(sorted(linked["testimonial"], key=testimonial_order)),  # type: ignore[arg-type]
            services=tuple(sorted(linked["service"], key=entry_order)),  # type: ignore[arg-type]
            niches=tuple(sorted(linked["niche"], key=niche_order)),  # type: ignore[arg-type]
            talks=tuple(sorted(linked["talk"], key=talk_order(today))),  # type: ignore[arg-type]
            hidden=hidden,
            upcoming=frozenset(upcoming),
        )
        return library, tuple(problems)

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Entries of a kind that have a place on the site."""
        return {
            "project": self.projects,
            "post": self.posts,
            "testimonial": self.testimonials,
            "service": self.services,
            "niche": self.niches,
            "talk": self.talks,
        }[kind]

    @cached_property
    def _index(self) -> Mapping[str, Entry]:
        return {
            f"{kind}:{entry.id}": entry
            for kind in ("project", "post", "testimonial", "service", "niche", "talk")
            for entry in self.entries(kind)
        }

    def find(self, kind: str, id: str) -> Entry | None:
        """The entry of this kind and id that is shown, if there is one."""
        return self._index.get(f"{kind}:{id}")

    def why_hidden(self, kind: str, id: str) -> str:
        """Why an entry is not shown, in words; empty where it is, or where there is none."""
        return why_hidden(self.hidden, kind, id)

    def is_draft(self, entry: Entry) -> bool:
        """Whether it is shown only because drafts are shown."""
        return f"{kind_of(entry)}:{entry.id}" in self.upcoming

    def listed(self, entries: Iterable[E]) -> tuple[E, ...]:
        """Those that appear in listings: neither unlisted nor archived."""
        return tuple(entry for entry in entries if entry.status in ("published", "draft"))

    def testimonials_for(self, entry: Entry) -> tuple[Testimonial, ...]:
        """Testimonials about a project, service or niche, from either side, in order."""
        found = {t.id: t for t in self._that_name("testimonial", entry)}
        for id in getattr(entry, "testimonials", ()):
            chosen = self.find("testimonial", id)
            if chosen and self.listed([chosen]):
                found[id] = chosen
        order = self._testimonial_places
        return tuple(sorted(found.values(), key=lambda t: order[t.id]))  # type: ignore[arg-type]

    def projects_for(self, claim: Service | Niche) -> tuple[Project, ...]:
        """Listed projects that belong to a service or niche."""
        return self._that_name("project", claim)  # type: ignore[return-value]

    def posts_for(self, entry: Service | Niche | Project) -> tuple[Post, ...]:
        """Listed posts that belong to a service, niche or project."""
        return self._that_name("post", entry)  # type: ignore[return-value]

    def talks_for(self, entry: Service | Niche | Project) -> tuple[Talk, ...]:
        """Listed talks that belong to a service, niche or project."""
        return self._that_name("talk", entry)  # type: ignore[return-value]

    def services_for(self, niche: Niche) -> tuple[Service, ...]:
        """Listed services for a niche."""
        return self._that_name("service", niche)  # type: ignore[return-value]

    def _that_name(self, kind: str, entry: Entry) -> tuple[Entry, ...]:
        return tuple(self._named.get((kind, f"{kind_of(entry)}:{entry.id}"), ()))

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], list[Entry]]:
        """Listed entries of a kind by what they name, so that a page costs the same at any size."""
        found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for kind in ("project", "post", "testimonial", "service", "talk"):
            for entry in self.listed(self.entries(kind)):
                for name in ("projects", "services", "niches"):
                    for id in dict.fromkeys(getattr(entry, name, ())):
                        found[kind, f"{ID_FIELDS[name]}:{id}"].append(entry)
        return found

    @cached_property
    def _testimonial_places(self) -> Mapping[str, int]:
        return {testimonial.id: n for n, testimonial in enumerate(self.testimonials)}

    def has_page(self, niche: Niche) -> bool:
        """Whether a niche has a page: only if a listed service or project belongs to it."""
        return bool(self.services_for(niche) or self.projects_for(niche))

    @cached_property
    def citations(self) -> Citations:
        """Which claims and outcomes name an entry as evidence."""
        services, niches = self.listed(self.services), self.listed(self.niches)
        return Citations((*services, *niches, *self.listed(self.projects)))

    @cached_property
    def post_links(self) -> PostLinks:
        """Older, newer and related posts, and series."""
        return PostLinks(self.listed(self.posts))

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """All topics by slug."""
        return collect_topics(
            self.listed(self.projects),
            self.listed(self.posts),
            self.listed(self.talks),
            self.listed(self.testimonials),
            [skill.name for skill in self.profile.skills if skill.offered],
        )

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
        for project in self.listed(self.projects):
            for facet in _facets(project):
                if len(found[facet]) < RELATED_CANDIDATES:
                    found[facet].append(project.id)
        return found


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
_CODES = {
    _DRAFT: "not-shown",
    _FUTURE: "not-yet",
    "its consent is refused": "consent-refused",
    "its consent is withdrawn": "consent-refused",
}
_SHOWN_AS_DRAFT = (_DRAFT, _FUTURE)


def _why_hidden(entry: Entry, today: dt.date, zone: dt.tzinfo) -> str:
    if entry.status == "draft":
        return _DRAFT
    if isinstance(entry, Page) and entry.date and entry.date.astimezone(zone).date() > today:
        return _FUTURE
    if isinstance(entry, Testimonial) and not entry.may_appear("website", today):
        status = entry.consent.status
        if status == "granted":
            expired = entry.consent.expires and entry.consent.expires.first <= today
            return "its consent has expired" if expired else "its consent is not for the website"
        return f"its consent is {status}"
    return ""


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


def _without_doubles(
    kind: str, entries: Iterable[Entry], problems: list[Problem]
) -> Iterable[Entry]:
    first: dict[str, Entry] = {}
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


def _drop_colliding(shown: dict[str, dict[str, Entry]], problems: list[Problem]) -> None:
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
