"""The texts of a site, its own pages among them, and what is wrong with what they mention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files
from mkdocs.utils.meta import get_data

from proofolio.adapters.mkdocs.check_prose import MentionReader, Mentions
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.checks.content.offers import check_page
from proofolio.checks.content.places import texts_of
from proofolio.mistakes import spared
from proofolio.model.addresses import address_of
from proofolio.model.kinds import KINDS
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.record import Entry, Marker, Page, SubPage
from proofolio.outputs.blocks import render_block
from proofolio.outputs.citing import cited_by, unknown_citation
from proofolio.outputs.site import markdown_fields, places_of
from proofolio.outputs.site_files import Place
from proofolio.problems import Problem
from proofolio.template_code import is_citation
from proofolio.views.blocks import parse_block

Progress = Callable[[Sequence[Entry]], Iterable[Entry]]
"""Passes entries on one by one, and may tell how far it is."""


@dataclass(frozen=True)
class Text:
    """Markdown as it stands in a file."""

    places: tuple[Place, ...]
    """Where it stands, from which line on; the first holds most of it."""
    address: str
    """The page that shows it."""
    mentions: Mentions
    source: str = ""
    """The whole file, to find lines in."""
    is_page: bool = False
    """Written by hand, not an entry's."""
    cites: bool = False
    """Whether it can cite works: texts of posts, projects and pages."""

    @property
    def path(self) -> str:
        """The file that holds most of it."""
        return self.places[0][0]


def read_texts(
    loaded: Loaded, config: MkDocsConfig, reader: MentionReader, progress: Progress
) -> Iterator[Text]:
    """Every text of an entry or page that is shown; notebooks are rendered on the way."""
    site = loaded.site
    entries: list[Entry] = []
    for kind in KINDS:
        entries += site.library.all(kind.record)
    further = [page for entry in entries if isinstance(entry, Page) for page in entry.subpages]
    for entry in progress([*entries, *further]):
        with spared(site.problems, entry.origin.path):
            fields = markdown_fields(entry)
            if fields:
                address = address_of(entry).partition("#")[0]
                text = _text(loaded, places_of(entry, fields), address, reader.read(fields))
                yield replace(text, cites=isinstance(entry, Page | SubPage))
            if isinstance(entry, Page) and entry.notebook:
                site.notebook(entry)
            if isinstance(entry, Post):
                site.links(entry)
    holders: list[Entry | Profile] = [site.library.profile, *entries]
    for holder in holders:
        with spared(site.problems, holder.origin.path):
            yield from _inner_texts(loaded, holder, reader)
    for file in get_files(config).documentation_pages():
        if file.src_uri.partition("/")[0] != "_data":
            with spared(site.problems, f"{site.files.docs}/{file.src_uri}"):
                yield _page(loaded, file, reader)


def _inner_texts(loaded: Loaded, holder: Entry | Profile, reader: MentionReader) -> Iterator[Text]:
    """Markdown that pages show beside the text of an entry: of the profile, answers, positions."""
    own = () if isinstance(holder, Profile) else markdown_fields(holder)
    for name, text in texts_of(holder, (Marker("markdown"),)):
        if name not in own and not name.startswith("subpages."):
            place = (holder.origin.path, holder.origin.line_of(name) or 1)
            yield _text(loaded, (place,), "", reader.read({"body": text}))


def _text(loaded: Loaded, places: tuple[Place, ...], address: str, mentions: Mentions) -> Text:
    file = loaded.site.files.root / places[0][0]
    source = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    return Text(places, address, mentions, source)


def _page(loaded: Loaded, file: File, reader: MentionReader) -> Text:
    """A page that the author wrote by hand."""
    source = Path(file.abs_src_path or "").read_text(encoding="utf-8-sig", errors="replace")
    body, _ = get_data(source)
    path = f"{loaded.site.files.docs}/{file.src_uri}"
    address = file.dest_uri.removesuffix("index.html")
    return Text(
        ((path, 1),), address, reader.read({"body": body}), source, is_page=True, cites=True
    )


def problems_of(text: Text, loaded: Loaded) -> Iterator[Problem]:
    """What is wrong with a text here and now: links to nothing, blocks with nothing to show."""
    site = loaded.site
    # A page of the author's shows such a picture, and what it asks is told with its host.
    passed = ("outside-picture",) if text.is_page else ()
    told = [problem for problem in text.mentions.problems if problem.code not in passed]
    if text.cites:
        unknown = cited_by(text.mentions.cited, site.library).unknown
        told = [problem for problem in told if not is_citation(problem)]
        told += [unknown_citation(key, site.library) for key in unknown]
    yield from site.files.placed(told, text.places)
    for target in text.mentions.targets:
        found = site.files.resolve(target, text.path, text.address)
        if isinstance(found, Problem):
            yield found
    if text.is_page:
        yield from check_page(text.source, text.path, site.library)
    for marker, level in text.mentions.blocks:
        line = text.source.partition(marker.strip())[0].count("\n") + 1
        block, problems = parse_block(marker, text.path, line)
        yield from problems
        if block:
            yield from render_block(block, site, text.address, level)[1]
