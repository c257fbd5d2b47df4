"""How text on disk becomes records: strict, complete in its complaints, and never guessing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from zoneinfo import ZoneInfo

from proofolio.model.kinds import KINDS, AnyEntry
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.publication import Publication
from proofolio.problems import Problem
from proofolio.sources.authors import read_authors
from proofolio.sources.entries import groups_in, named_notebooks, read_group
from proofolio.sources.files import Files, Folders
from proofolio.sources.lists import (
    DATA,
    REFERENCES,
    misplaced_files,
    read_list,
    read_profile,
    unknown_files,
)
from proofolio.sources.nodes import Place
from proofolio.sources.reading import Broken, Reading
from proofolio.sources.unread import tell_unread

__all__ = ["Broken", "Content", "Folders", "read_content"]


@dataclass(frozen=True)
class Content:
    """Everything an author wrote, in the order of the files, and all that is wrong with it."""

    profile: Profile | None
    entries: tuple[AnyEntry, ...]
    broken: tuple[Broken, ...]
    """Entries that are left out."""
    problems: tuple[Problem, ...]
    """By file and line."""
    references: tuple[Publication, ...]
    """Works of others that texts cite."""
    pictures: tuple[str, ...]
    """Every picture under the pages' folder that any record names, published or not, relative to
    the project's folder."""


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and line, each once: a folder is looked at for several kinds."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda found: (found.path, found.line or 0)))


def read_content(folders: Folders, *, dates_in_addresses: bool = False) -> Content:
    """The content of a project; whatever is wrong with it is in `problems`.

    `dates_in_addresses` keeps the day that a file's name begins with in the address.
    """
    reading = Reading(Files(folders), dates_in_addresses=dates_in_addresses)
    data = folders.docs / DATA
    profile = read_profile(data, reading)
    if profile and profile.timezone != "UTC":
        reading.zone = ZoneInfo(profile.timezone)
    unknown_files(data, reading)
    misplaced_files(reading)
    if not reading.files.is_folder(folders.projects):
        text = "There is no such folder. Make it; each file in it is a project."
        place = Place(reading.files.name(folders.projects))
        reading.problems.append(place.problem("no-projects", text))
    groups = {
        kind: groups_in(folders.of(kind), reading) for kind in KINDS if kind.source == "folder"
    }
    named = set(named_notebooks(chain(*groups.values()), reading))
    authors = read_authors(folders.posts, reading)
    entries: list[AnyEntry] = []
    for kind in KINDS:
        if kind.source == "list":
            entries += read_list(kind, data, reading)
        for group in groups.get(kind, ()):
            entries += read_group(kind, group, named, reading)
    references = tuple(read_list(REFERENCES, data, reading))
    reading.problems += tell_unread(groups, named, reading.files)
    return Content(
        profile=profile,
        entries=tuple(_with_names(entry, authors) for entry in entries),
        broken=tuple(reading.broken),
        references=references,
        problems=_in_order([*reading.problems, *reading.files.problems]),
        pictures=tuple(sorted(reading.files.pictures)),
    )


def _with_names(entry: AnyEntry, names: Mapping[str, str]) -> AnyEntry:
    """A post with names in place of ids that stand for them; anything else as it is."""
    if not isinstance(entry, Post):
        return entry
    authors = tuple(names.get(author, author) for author in entry.authors)
    return entry.model_copy(update={"authors": authors})
