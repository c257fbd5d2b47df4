"""Bodies of pages kept between builds, as long as nothing differs that their views may read.

A view is given the library and asks the site for the rest. What the library says goes into the key
as a whole, without the bodies of entries: what a page shows of those, and of pictures, notebooks
and links, it asks for. Every question is taken down with a mark of its answer, and asked again
before a kept body is used. So a change in one text costs the pages that show it, any other all
pages; and what asking does besides, as adding files or telling problems, is done all the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from proofolio.cache_files import Shelf, key_of, made_by_all
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library
from proofolio.model.post import Post
from proofolio.model.profile import Document
from proofolio.model.publication import Publication
from proofolio.model.record import Entry, Image, Link, Page, Record, SubPage, kind_of
from proofolio.model.reproduction import Reproduction
from proofolio.outputs.page_pictures import PagePictures
from proofolio.outputs.pages import PageBody
from proofolio.outputs.site import BuiltSite
from proofolio.views.feeds.feed import Feed
from proofolio.views.plan import PagePlan
from proofolio.views.site import Heading, Html, NotebookView, Picture, Prose, Site
from proofolio.views.words import Words

Question = tuple[str, ...]
"""A method of the site, and what tells its arguments."""


class Witness:
    """The site as a view sees it, which takes down what is asked of it."""

    def __init__(self, site: BuiltSite) -> None:
        self._site = site
        self.name, self.url, self.repository = site.name, site.url, site.repository
        self.library, self.words, self.enabled = site.library, site.words, site.enabled
        self.reproductions, self.feeds = site.reproductions, site.feeds
        self.resume_pdf, self.icons = site.resume_pdf, site.icons
        self.asked: dict[Question, str] = {}
        """Questions since the last `begin`, with marks of their answers."""
        self.is_repeatable = True
        """Whether all of them can be asked again."""
        self._marks: dict[Question, str] = {}

    def begin(self) -> None:
        """A page is about to be made."""
        self.asked, self.is_repeatable = {}, True

    def picture(self, image: Image | None) -> Picture | None:
        """A record's picture."""
        found = self._site.picture(image)
        if image is not None and image.file:
            self.asked["file", image.file] = str(found is not None)
        return found

    def document(self, document: Document | None) -> str:
        """Address of a file of the author's."""
        found = self._site.document(document)
        if document is not None and document.file:
            self.asked["file", document.file] = str(bool(found))
        return found

    def cover(self, entry: Entry) -> Picture:
        """The generated cover of an entry."""
        self._take_down("cover", entry, found := self._site.cover(entry))
        return found

    def prose(self, entry: Entry) -> Prose:
        """An entry's Markdown fields as HTML."""
        self._take_down("prose", entry, found := self._site.prose(entry))
        return found

    def notebook(self, entry: Page) -> NotebookView | None:
        """The notebook an entry shows."""
        found = self._site.notebook(entry)
        if entry.notebook is not None:
            self._take_down("notebook", entry, found)
        return found

    def links(self, post: Post) -> tuple[Link, ...]:
        """A post's own links."""
        found = self._site.links(post)
        if post.links:
            self._take_down("links", post, found)
        return found

    def cited(self, entry: Page | SubPage) -> tuple[Publication, ...]:
        """The works that an entry cites."""
        self._take_down("cited", entry, found := self._site.cited(entry))
        return found

    def markdown(self, text: str, path: str) -> Html:
        """Other Markdown as HTML."""
        found = self._site.markdown(text, path)
        self.asked["markdown", text, path] = key_of(found.encode("utf-8", "surrogatepass"))
        return found

    def answer(self, question: Question) -> str:
        """A mark of today's answer; empty where the question makes no sense any more."""
        method, *told = question
        if method == "file":
            files, file = self._site.files, told[0]
            if not files.is_held(file):
                files.address_of_file(file)
            return str(not files.is_held(file))
        if method == "markdown":
            return key_of(self._site.markdown(*told).encode("utf-8", "surrogatepass"))
        entry = self.library.find(*told)
        if entry is None:
            return ""
        if question not in self._marks:
            self._marks[question] = mark_of(getattr(self._site, method)(entry))
        return self._marks[question]

    def _take_down(self, method: str, entry: Entry, found: Any) -> None:
        question = (method, kind_of(entry), entry.id)
        if question not in self.asked:
            self.is_repeatable &= self.library.find(kind_of(entry), entry.id) is entry
            if question not in self._marks:
                self._marks[question] = mark_of(found)
            self.asked[question] = self._marks[question]


class KeptPages:
    """Makes bodies of planned pages, or finds them where a build before has made them."""

    def __init__(self, site: BuiltSite, pictures: PagePictures, name: str) -> None:
        self.witness = Witness(site)
        self._shelf: Shelf = site.shelf
        self._pictures = pictures
        self._name = name
        self._state = _state(site, pictures)

    def body(self, plan: PagePlan, make: Callable[[Site, PagePlan], PageBody]) -> PageBody:
        """The page's body with its pictures dressed."""
        name = f"page {self._name} {plan.address}"
        key = key_of(_told(plan), self._state)
        kept = self._shelf.read(name, key)
        if kept is not None and self._holds(kept):
            return _restored(kept)
        self.witness.begin()
        made = make(self.witness, plan)
        with self._pictures.noted() as pictures:
            html = self._pictures.dress(made.html, plan.address)
        body = PageBody(html, made.headings)
        if self.witness.is_repeatable:
            asked = [[*question, mark] for question, mark in self.witness.asked.items()]
            told = {"asked": asked, "pictures": pictures, "html": html, "headings": made.headings}
            self._shelf.write(name, key, told)
        return body

    def _holds(self, kept: dict[str, Any]) -> bool:
        """Whether every question has the answer that it had."""
        asked = all(self.witness.answer((*said,)) == mark for *said, mark in kept["asked"])
        shown = kept["pictures"]
        return asked and all(self._pictures.answer(*said) == told for said, told in shown)


def mark_of(value: Any) -> str:
    """A mark of something made of records, texts and numbers."""
    return key_of(json.dumps(value, default=_facts).encode())


def _facts(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, Record) else vars(value)


def _told(plan: PagePlan) -> bytes:
    """What a plan says besides what is in the library."""
    facts = {**vars(plan)}
    if plan.entry is not None:
        facts["entry"] = [kind_of(plan.entry), plan.entry.id]
    if plan.topic is not None:
        facts["topic"] = plan.topic.slug
    return json.dumps(facts, default=str).encode()


def _restored(kept: dict[str, Any]) -> PageBody:
    return PageBody(kept["html"], tuple(Heading(**heading) for heading in kept["headings"]))


def _state(site: BuiltSite, pictures: PagePictures) -> str:
    """A mark of all that a view can read without asking."""
    # What the protocol comes to hold later joins by itself.
    told = [_TELL.get(name, _plain)(getattr(site, name)) for name in sorted(Site.__annotations__)]
    how = (site.accent.palette, site.accent.colour, pictures.has_variants, pictures.is_patient)
    return key_of(b"\n".join(told), *how, made_by_all())


def _plain(value: Any) -> bytes:
    if isinstance(value, (set, frozenset)):
        value = sorted(value)
    return repr(value).encode("utf-8", "surrogatepass")


def _library(library: Library) -> bytes:
    """The library without the bodies of its entries, of which is told only whether there are."""
    told = []
    for name in (field.name for field in fields(library)):
        if name == "profile":
            told.append(_record(library.profile))
        elif name == "entries":
            told += [_entry(entry) for kind in KINDS for entry in library.entries[kind.record]]
        else:
            value = getattr(library, name)
            told.append(_plain(sorted(value.items()) if isinstance(value, Mapping) else value))
    return b"\n".join(told)


def _entry(entry: Entry) -> bytes:
    has_body = bool(getattr(entry, "body", ""))
    return f"{kind_of(entry)} {has_body} ".encode() + _record(entry)


def _record(record: Record) -> bytes:
    exclude = {"body"} if "body" in type(record).model_fields else None
    write = record.__pydantic_serializer__.to_json
    return write(record, exclude=exclude, warnings=False, serialize_as_any=True)


def _words(words: Words) -> bytes:
    return _plain((words.language, str(words.locale), sorted(words.table.items())))


def _feeds(feeds: tuple[Feed, ...]) -> bytes:
    """Feeds with the names of their entries, which the library tells of."""
    return _plain([(replace(feed, entries=()), _names(feed.entries)) for feed in feeds])


def _names(entries: Iterable[Entry]) -> list[str]:
    return [f"{kind_of(entry)}:{entry.id}" for entry in entries]


def _reproductions(found: Mapping[str, Reproduction]) -> bytes:
    return _plain([(name, run.model_dump_json()) for name, run in sorted(found.items())])


_TELL: Mapping[str, Callable[[Any], bytes]] = {
    "library": _library,
    "words": _words,
    "feeds": _feeds,
    "reproductions": _reproductions,
}
"""How what is not told by its `repr` goes into the key."""
