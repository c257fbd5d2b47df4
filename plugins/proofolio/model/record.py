"""The types records are made of: text, addresses, dates, numbers, pictures and links.

Scalars arrive as the text an author wrote (`NO`, `12:30`, `1.10`), and the type of the field
decides what it means. Every mistake is a pydantic error with a code of ours (`not_a_date`), so
that `sources` can say it in the author's words.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from proofolio.model.written_addresses import IsFile, read_address


class Record(BaseModel):
    """What an author wrote about one thing, checked and frozen."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        # Most records are only parts of others, and need no validator of their own.
        defer_build=True,
    )


@dataclass(frozen=True)
class Marker:
    """What kind of string a field holds; tests and docs read it from the field's metadata."""

    name: Literal["text", "markdown", "address", "id", "reference"]


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _normalised(value: object) -> object:
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


def _address(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    is_file: IsFile = (info.context or {}).get("is_file", lambda _: False)
    return read_address(value, is_file)


Text = Annotated[str, BeforeValidator(_normalised), BeforeValidator(_one_line), Marker("text")]
"""One line of plain text; HTML in it is shown as written."""

Markdown = Annotated[str, BeforeValidator(_normalised), Marker("markdown")]
"""Markdown, converted with the site's own extensions."""

Verbatim = Annotated[
    str,
    BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value),
    Marker("text"),
]
"""Lines of plain text, shown as they are written."""

Address = Annotated[str, BeforeValidator(_address), Marker("address")]
"""An `https`, `http`, `mailto` or `tel` address, or one relative to the site."""

Reference = Annotated[str, BeforeValidator(_one_line), Marker("reference")]
"""The id of an entry, `kind:id`, or an address."""


@lru_cache(maxsize=8192)
def slugify(text: str) -> str:
    """An id or address part: lower case, any script, words joined by one hyphen."""
    folded = unicodedata.normalize("NFC", text).lower().strip()
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in folded)
    return re.sub("-+", "-", kept).strip("-")


def make_id(text: str) -> str:
    """The id made of a file name or mapping key: lower case, spaces and `_` become `-`."""
    return slugify(text) or "-".join(f"{ord(c):x}" for c in unicodedata.normalize("NFC", text))


def _id(value: object) -> object:
    return make_id(value) if isinstance(value, str) and value.strip() else value


Id = Annotated[str, BeforeValidator(_id), Field(min_length=1), Marker("id")]
"""Name of an entry among its kind; it never changes, whatever the file is called."""


def _bool(value: object) -> object:
    if isinstance(value, str):
        if value.strip().lower() in ("true", "false"):
            return value.strip().lower() == "true"
        raise PydanticCustomError("not_a_bool", "is neither true nor false")
    return value


Flag = Annotated[bool, BeforeValidator(_bool)]
"""`true` or `false`, nothing else."""


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip().replace("\u2212", "-")
    if re.fullmatch(r"[+-]?\d{1,3}([,' \u00a0\u202f]\d{3})+(\.\d+)?", text):
        raise PydanticCustomError("thousands_separator", "has a thousands separator")
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        raise PydanticCustomError("decimal_comma", "has a decimal comma")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise PydanticCustomError("not_a_number", "is not a number") from None
    # `1e999999999` is a number too, but one that fills the memory when it is printed.
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise PydanticCustomError("not_a_number", "is not a number")
    return number


Number = Annotated[Decimal, BeforeValidator(_number)]
"""A number with a decimal point, kept with the decimals it was written with."""


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """As ISO 8601 with the precision it was written with, e.g. `2024-06`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Comparable whatever the precision."""
        return (self.year, self.month or 0, self.day or 0)


_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


def _partial_date(value: object) -> object:
    if isinstance(value, PartialDate):
        return value
    match = _PARTIAL.match(value.strip()) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("not_a_date", "is not a date")
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        raise PydanticCustomError("no_such_date", "does not exist")
    parsed = PartialDate(year, month, day)
    if day is not None:
        try:
            date(year, month or 1, day)
        except ValueError:
            raise PydanticCustomError("no_such_date", "does not exist") from None
    return parsed


Partial = Annotated[PartialDate, BeforeValidator(_partial_date)]
"""`2024`, `2024-06` or `2024-06-03`."""


def _moment(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    text = value.strip()
    zone: tzinfo = (info.context or {}).get("zone", UTC)
    try:
        if len(text) <= 10:
            year, month, day = (int(part) for part in text.split("-"))
            return datetime.combine(date(year, month, day), time(), zone)
        parsed = datetime.fromisoformat(text)
    except ValueError:
        looks_right = re.match(r"\d{4}-\d{1,2}-\d{1,2}($|[T ])", text)
        code, text = ("no_such_date", "does not exist") if looks_right else ("not_a_day", "is not")
        raise PydanticCustomError(code, text) from None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A day, or a day with a time; without a zone it is in `profile.timezone`."""


def _checked(check: Callable[[str], bool], code: str) -> BeforeValidator:
    def validate(value: Any) -> Any:
        if isinstance(value, str) and not check(value.strip()):
            raise PydanticCustomError(code, "is not valid")
        return value.strip() if isinstance(value, str) else value

    return BeforeValidator(validate)


Email = Annotated[
    str,
    _checked(lambda text: bool(re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", text)), "not_email"),
    Marker("text"),
]
"""An e-mail address."""

Currency = Annotated[
    str, _checked(lambda text: bool(re.fullmatch("[A-Z]{3}", text)), "not_currency"), Marker("text")
]
"""ISO 4217 code of a currency, e.g. `EUR`."""


@dataclass(frozen=True)
class Origin:
    """Where an entry was written: file relative to the project's folder, and line from 1."""

    path: str
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict, hash=False, compare=False)
    """Line of each field by its dotted name (`outcomes.mape.value`, `niches.0`); filled by
    `sources`, so that a problem found later can still name the line."""
    body_path: str = ""
    """File that the body stands in, where there is one."""
    body_line: int = 1
    """Line of that file on which the body begins."""

    def line_of(self, name: str) -> int:
        """Line of a field, or of the nearest thing around it."""
        while name and name not in self.lines:
            name = name.rpartition(".")[0]
        return self.lines.get(name, self.line)


class Image(Record):
    """A picture, written as a path or address, or as a mapping."""

    src: Address
    """Path relative to the file, then to `site_src/`, or an address."""
    alt: Text = ""
    """What the picture shows, for those who do not see it. Asked for."""
    caption: Text = ""
    """A sentence under the picture; begin with what it shows."""
    credit: Text = ""
    """Who made it."""
    decorative: Flag = False
    """Says that the picture tells nothing, so that it needs no `alt`."""
    file: str = ""
    """Found file, relative to the project's folder; set when the sources are read."""
    width: int | None = None
    """Width in pixels; set when the sources are read."""
    height: int | None = None
    """Height in pixels; set when the sources are read."""


LinkKind = Literal[
    "repo", "demo", "paper", "slides", "video", "dataset", "notebook", "post", "docs", "product",
    "model", "space", "competition", "badge", "booking", "newsletter", "community", "press",
    "episode", "profile", "support",
]  # fmt: skip


class Link(Record):
    """An address elsewhere, written as an address or as a mapping."""

    url: Address
    """Where it leads."""
    kind: LinkKind | None = None
    """What is there; absent, it is guessed from the address for well-known hosts."""
    label: Text = ""
    """Words of the link; absent, they come from the kind and the host."""


class Claim(Record):
    """A sentence that sells, with what backs it."""

    text: Text
    """The sentence, in the first person."""
    evidence: tuple[Reference, ...] = ()
    """What backs it: ids, `kind:id`, or addresses."""


class Question(Record):
    """A question that visitors ask, with its answer."""

    question: Text
    """As a visitor asks it."""
    answer: Markdown
    """The answer."""


Status = Literal["published", "draft", "unlisted", "archived"]


class Entry(Record):
    """What all kinds of entries share."""

    id: Id
    """Name of the entry among its kind; else the file, folder or key. It never changes."""
    status: Status = "published"
    """`draft` is only in `mkdocs serve`; `unlisted` has a page but is nowhere listed; `archived`
    has a page with a banner, is not listed and proves nothing."""
    publish_date: Moment | None = None
    """The day on which it appears, where that is still to come."""
    expiry_date: Moment | None = None
    """The day from which it is shown no more."""
    featured: Flag = False
    """Shown first."""
    order: Number | None = None
    """Lower numbers come first; entries without one come after those that have one."""
    lang: Text = ""
    """Language of the entry as a BCP 47 tag, where it is not the site's."""
    origin: Origin = Origin("")
    """File and line it was read from; set when the sources are read."""

    @property
    def is_listed(self) -> bool:
        """Whether listings have it: it is neither unlisted nor archived."""
        return self.status in ("published", "draft")

    @property
    def address_part(self) -> str:
        """Its own part of an address."""
        return self.id


def kind_of(entry: Entry) -> str:
    """Name of an entry's kind, as references write it: `project`, `post`, …"""
    return type(entry).__name__.lower()


class SubPage(Entry):
    """A further page of an entry, from a Markdown file in its folder."""

    title: Text
    """Its heading."""
    summary: Text = ""
    """What it is about, in a sentence."""
    body: Markdown = ""
    """Text below the header."""
    address: str = ""
    """Relative to the site; set when the sources are read."""


class Page(Entry):
    """An entry with a page of its own."""

    slug: Text = ""
    """Last part of the address, where it is not the id."""
    aliases: tuple[Address, ...] = ()
    """Old addresses on this site; each becomes a page that leads to the new one."""
    canonical_url: Address = ""
    """Where the original stands, if it was published elsewhere first."""
    date: Moment | None = None
    """When it was published. A date to come keeps it out until then."""
    updated: Moment | None = None
    """When it was last changed in a way a reader should know."""
    image: Image | None = None
    """Picture for cards and previews."""
    tags: tuple[Text, ...] = ()
    """Topics in your own words."""
    skills: tuple[Text, ...] = ()
    """Methods it shows, e.g. `Quantile regression`."""
    niches: tuple[Id, ...] = ()
    """Ids of the niches it belongs to."""
    services: tuple[Id, ...] = ()
    """Ids of the services it backs up."""
    body: Markdown = ""
    """Text below the front matter of a Markdown file."""
    notebook: Notebook | None = None
    """The notebook it shows: a path, or a mapping."""
    subpages: tuple[SubPage, ...] = ()
    """Further pages in its folder, in the order of their files."""
    search: dict[str, Any] = {}
    """Material's page key `search`, passed on."""
    meta: dict[str, Any] = {}
    """Material's other page keys (`hide`, `icon`, `template`, …), passed on."""

    @property
    def address_part(self) -> str:
        """The slug, or the id where there is none."""
        return slugify(self.slug) or self.id

    @property
    def hides_contents(self) -> bool:
        """Whether Material's `hide: [toc]` leaves out the list of contents."""
        hidden = self.meta.get("hide")
        return "toc" in (hidden if isinstance(hidden, list) else [hidden])


LeakRule = Literal[
    "anthropic-key", "aws-key", "azure-key", "github-token", "google-key", "huggingface-token",
    "jwt", "openai-key", "password", "private-key", "service-key", "slack-token", "url-password",
    "email", "gps", "home", "public-token",
]  # fmt: skip


class AllowedLeak(Record):
    """Something that looks private in a notebook and is not, written as `rule: reason`."""

    rule: LeakRule
    """The rule, as the message names it."""
    reason: Text
    """Why this may be published."""


class Notebook(Record):
    """A Jupyter notebook that an entry shows."""

    file: Text = ""
    """Path relative to the entry's file."""
    code: Literal["folded", "shown", "hidden"] | None = None
    """What becomes of code; projects fold it, posts show it."""
    download: Flag = True
    """Offer the notebook as a download."""
    colab: Flag = False
    """Link to it in Google Colab, where the repository is known."""
    binder: Flag = False
    """Link to it in Binder, where the repository is known."""
    requirements: Text = ""
    """The packages to run it with (`proofolio reproduce`), as a path relative to the notebook; else
    `requirements.txt` beside it."""
    redact_home: Flag = False
    """Publish your home folder as `~`, on the page and in the download; the file stays as it is."""
    allow_leaks: tuple[AllowedLeak, ...] = ()
    """What the leak check may pass over, each with a reason: `{email: The data set's contact}`."""
    source: str = ""
    """Found file, relative to the project's folder; set when the sources are read."""
    header_cell: int | None = None
    """Cell (from 0) that held metadata and is not shown; set when the sources are read."""


Page.model_rebuild()
