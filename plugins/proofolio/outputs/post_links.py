"""Where the `links:` of a post lead, and the words of those that the author gave none."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from urllib.parse import unquote

from proofolio.model.addresses import address_of
from proofolio.model.kind import MARKDOWN
from proofolio.model.library import Library
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Link
from proofolio.outputs.site_files import SiteFiles
from proofolio.problems import Level, Problem

_PAGES = (*MARKDOWN, ".ipynb", ".yml", ".yaml", ".html")


def resolved_links(
    post: Post, files: SiteFiles, library: Library
) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    """A post's links with the addresses they lead to, and what is wrong with them.

    A link to nothing is its label without an address, and left out where it has no label.
    """
    links: list[Link] = []
    problems: list[Problem] = []
    for number, link in enumerate(post.links):
        found = _resolved(link.url, post, files)
        if isinstance(found, Problem):
            lines = post.origin.lines
            line = post.origin.line_of(f"links.{number}") if lines else found.line
            problems.append(replace(found, path=post.origin.path, line=line, field="links"))
            found = ""
        label = link.label
        if not label and found and found != link.url:
            label = _title(found, library) or _name(link.url)
        if found or label:
            links.append(link.model_copy(update={"url": found, "label": label}))
    return tuple(links), tuple(problems)


def _resolved(target: str, post: Post, files: SiteFiles) -> str | Problem:
    """The address, looked for beside the post's file and then among the hand-written pages."""
    page = address_of(post)
    if target.startswith("#"):
        return page + target
    found = files.resolve(target, post.origin.path, page)
    if isinstance(found, Problem) and found.level is not Level.NOTE:
        among_pages = files.resolve(target, f"{files.docs}/index.md", "")
        is_better = isinstance(among_pages, str) or among_pages.level is Level.NOTE
        return among_pages if is_better else found
    return found


def _title(address: str, library: Library) -> str:
    """The title of the entry that has its page there; empty where none has."""
    titles = {address_of(project): project.title for project in library.all(Project)}
    titles |= {post.external_url or address_of(post): post.title for post in library.all(Post)}
    return titles.get(address) or titles.get(address.partition("#")[0], "")


def _name(target: str) -> str:
    """A page's name in words; a file's as it is."""
    path = posixpath.normpath(unquote(target.partition("#")[0].partition("?")[0]))
    stem, suffix = posixpath.splitext(path)
    if suffix and suffix not in _PAGES:
        return posixpath.basename(path)
    if posixpath.basename(stem) == "index":
        stem = posixpath.dirname(stem)
    words = posixpath.basename(stem).replace("-", " ").replace("_", " ").strip(". ")
    return words[:1].upper() + words[1:] or target
