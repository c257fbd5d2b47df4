"""How text on disk becomes records: strict, complete in its complaints, and never guessing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Problem
from proofolio.sources.authors import read_authors
from proofolio.sources.entries import groups_in, named_notebooks, read_group
from proofolio.sources.files import Files, Folders
from proofolio.sources.lists import (
    DATA,
    misplaced_files,
    read_list,
    read_profile,
    unknown_files,
)
from proofolio.sources.nodes import Place
from proofolio.sources.reading import Broken, Reading

__all__ = ["Broken", "Content", "Folders", "read_content"]


@dataclass(frozen=True)
class Content:
    """Everything an author wrote, in the order of the files, and all that is wrong with it."""

    profile: Profile | None
    projects: tuple[Project, ...]
    posts: tuple[Post, ...]
    testimonials: tuple[Testimonial, ...]
    services: tuple[Service, ...]
    niches: tuple[Niche, ...]
    talks: tuple[Talk, ...]
    broken: tuple[Broken, ...]
    """Entries that are left out."""
    problems: tuple[Problem, ...]
    """By file and line."""
    pictures: tuple[str, ...]
    """Every picture under the pages' folder that any record names, published or not, relative to
    the project's folder."""


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and line, each once: a folder is looked at for several kinds."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda found: (found.path, found.line or 0)))


def read_content(folders: Folders) -> Content:
    """The content of a project; whatever is wrong with it is in `problems`."""
    reading = Reading(Files(folders))
    data = folders.docs / DATA
    profile = read_profile(data, reading)
    if profile and profile.timezone != "UTC":
        reading.zone = ZoneInfo(profile.timezone)
    unknown_files(data, reading)
    misplaced_files(reading)
    testimonials = tuple(read_list("testimonials", Testimonial, data, reading))
    services = tuple(read_list("services", Service, data, reading))
    niches = tuple(read_list("niches", Niche, data, reading))
    talks = tuple(read_list("talks", Talk, data, reading))
    if not reading.files.is_folder(folders.projects):
        text = "There is no such folder. Make it; each file in it is a project."
        place = Place(reading.files.name(folders.projects))
        reading.problems.append(place.problem("no-projects", text))
    project_groups = groups_in(folders.projects, reading)
    post_groups = groups_in(folders.posts, reading)
    named = set(named_notebooks([*project_groups, *post_groups], reading))
    projects = [p for group in project_groups for p in read_group(Project, group, named, reading)]
    posts = [p for group in post_groups for p in read_group(Post, group, named, reading)]
    authors = read_authors(folders.posts, reading)
    return Content(
        profile=profile,
        projects=tuple(projects),
        posts=tuple(_with_names(post, authors) for post in posts),
        testimonials=testimonials,
        services=services,
        niches=niches,
        talks=talks,
        broken=tuple(reading.broken),
        problems=_in_order([*reading.problems, *reading.files.problems]),
        pictures=tuple(sorted(reading.files.pictures)),
    )


def _with_names(post: Post, names: Mapping[str, str]) -> Post:
    """The post with names in place of ids that stand for them."""
    authors = tuple(names.get(author, author) for author in post.authors)
    return post if authors == post.authors else post.model_copy(update={"authors": authors})
