"""Random values for every field of every kind, from the records; texts as authors write them."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from tests.every_field import Filler, name_of

from proofolio.model.kinds import KINDS
from proofolio.model.record import PartialDate, Record

WORDS = (
    *("queue", "forecast", "depot", "interval", "outage", "meter", "turbine", "ledger", "parcel"),
    *("ward", "clinic", "tariff", "feeder", "baseline", "quantile", "drift", "sample", "census"),
)
TOPICS = ("Forecasting", "Queues", "Causal inference", "Python", "Energy", "R & D")
PER_KIND = 12
"""Ids of a kind that others name, whether or not there is such an entry at the time."""

LEFT_OUT = frozenset(
    {"origin", "id", "width", "height", "body", "header_cell", "meta", "file", "source", "search"}
)
"""Fields that are set while reading, that are the text below, or that no field is named after."""

FORMS: dict[str, Callable[[random.Random], Any]] = {
    "email": lambda rng: f"ana{rng.randrange(99)}@ana.example",
    "currency": lambda rng: rng.choice(["EUR", "CHF", "USD"]),
    "doi": lambda rng: f"10.1234/{rng.randrange(10**5)}",
    "arxiv": lambda rng: f"24{rng.randrange(1, 13):02}.{rng.randrange(10**5):05}",
    "timezone": lambda rng: rng.choice(["UTC", "Europe/Vienna", "Asia/Tokyo"]),
    "lang": lambda rng: rng.choice(["en", "de", "ar", "zh"]),
    "country_code": lambda rng: rng.choice(["AT", "DE", "JP"]),
    "src": lambda rng: rng.choice(["plot.png", "assets/photo.png", "assets/drawing.svg"]),
    "notebook": lambda rng: {"code": rng.choice(["folded", "shown", "hidden"])},
    "profiles": lambda rng: {rng.choice(["github", "linkedin"]): f"ana{rng.randrange(99)}"},
    "aliases": lambda rng: [f"/old/{rng.randrange(99)}/"],
    "status": lambda rng: rng.choice(["published"] * 6 + ["draft", "unlisted", "archived"]),
    "consent": lambda rng: {
        "status": rng.choice(["granted"] * 6 + ["pending", "withdrawn"]),
        "scope": rng.choice([["website"], ["website", "feed"]]),
    },
    "public": lambda rng: rng.choice([[], ["phone"], ["address"]]),
    "slug": lambda rng: f"{rng.choice(WORDS)}-{rng.randrange(999)}",
    "cta": lambda rng: {"label": f"Write {rng.randrange(99)}"},
}
"""Values with a form of their own, by field."""


class RandomValues(Filler):
    """Fills records at random, as an author would write them."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        self.rng = rng

    def entry(self, model: type[Record], needed: tuple[str, ...] = ()) -> dict[str, Any]:
        """Values for what is needed and for some other fields."""
        fields = model.model_fields
        made = {
            name: self.of(model, name)
            for name, info in fields.items()
            if name in needed or info.is_required() or self.rng.random() < 0.25
        }
        return {name: value for name, value in made.items() if value is not None}

    def of(self, model: type[Record], name: str) -> Any:
        """A value of one field; none leaves it out."""
        value = self.field(model, name, model.model_fields[name], name)
        return None if value is None else json.loads(json.dumps(value))

    def field(self, model: type[Record], name: str, info: Any, path: str) -> Any:
        if name in LEFT_OUT:
            return None
        if name in FORMS:
            return FORMS[name](self.rng)
        is_nested = "." in path
        if is_nested and not info.is_required() and self.rng.random() < 0.4:
            return None
        return super().field(model, name, info, path)

    def value(self, kind: Any, metadata: list[Any], path: str) -> Any:
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is tuple:
            many = range(self.rng.randint(1, 3))
            return [self.value(arguments[0], [], f"{path}.{n}") for n in many]
        if origin is Literal:
            return self.rng.choice(arguments)
        return super().value(kind, metadata, path)

    def plain(self, kind: type, marker: str, path: str) -> Any:
        rng = self.rng
        if kind is str:
            return self.text(marker, name_of(path))
        if kind in (PartialDate, datetime):
            return f"{rng.randint(2019, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if kind is bool:
            return rng.choice(["true", "false"])
        if kind in (int, Decimal):
            return rng.randint(1, 9)
        return super().plain(kind, marker, path)

    def text(self, marker: str, name: str) -> str:
        """A text of this kind for a field of this name."""
        rng = self.rng
        kinds = [kind for kind in KINDS if kind.plural == name]
        if marker == "id":
            word = kinds[0].word if kinds else "project" if name == "related" else "key"
            return f"{word}-{rng.randrange(PER_KIND)}"
        if marker == "reference":
            kind = rng.choice(KINDS)
            return f"{kind.word}:{kind.word}-{rng.randrange(PER_KIND)}"
        if marker == "address":
            return f"https://{rng.choice(WORDS)}{rng.randrange(99)}.example/"
        if name in ("skills", "tools", "industries", "tags", "categories"):
            return rng.choice(TOPICS)
        return piece(rng) if marker == "markdown" else sentence(rng)


def sentence(rng: random.Random) -> str:
    """A sentence that stands nowhere else."""
    return f"The {rng.choice(WORDS)} and the {rng.choice(WORDS)} {rng.randrange(10**6)}."


def body(rng: random.Random, here: str, others: list[str]) -> str:
    """Markdown for a file with what authors write; links lead to some of the other files."""
    return "\n\n".join(piece(rng, here, others) for _ in range(rng.randint(3, 6))) + "\n"


def piece(rng: random.Random, here: str = "", others: Sequence[str] = ()) -> str:
    """Something that authors write, as a block of Markdown."""
    said, word = sentence(rng), rng.choice(WORDS)
    to = _way(here, rng.choice(others)) if others else "https://ana.example/"
    kind = rng.choice(KINDS).plural
    number = rng.randrange(1, 4)
    return rng.choice(
        (
            said,
            f"## The {word}\n\n{said}",
            f"## Another {word} {{#{word}}}\n\n{said}",
            f"{said} See [{word}]({to}) and [its place]({to}#{word}).",
            f"{{{{< {kind} limit={number} >}}}}",
            f'--8<-- "{rng.choice(SNIPPETS)}"',
            f'{said}\n\n--8<-- "{rng.choice(SNIPPETS)}"',
            f"{said} The HTML of it.[^{word}]\n\n[^{word}]: {sentence(rng)}",
            f"*[HTML]: {said}",
            f"!!! note\n    {said}",
            f"| {word} | n |\n|---|--:|\n| {said} | {number} |",
            f"```python\n{word} = {number}\n```",
            f"{said} $x^{number}$ and\n\n$$\\sum_i x_i = {number}$$",
            f"![A {word}](plot.png)\n\n![Another](assets/photo.png)",
            f"{word}\n:   {said}",
            f"- [ ] {word}\n- [x] {said}",
            f"=={said}== a=={word}==b and ~~{word}~~ and c~~{word}~~d and H~{number}~O",
            f'=== "{word}"\n\n    {said}\n\n=== "Else"\n\n    {word}',
            f'<div markdown="1" class="{word}">\n\n*{said}*\n\n</div>',
        )
    )


def _way(here: str, there: str) -> str:
    """A link as it is written: in a page, to where MkDocs has the page of an entry."""
    if here.startswith("site_src/") and not there.startswith("site_src/"):
        stem = there.rpartition(".")[0].removesuffix("/index")
        there = f"site_src/{stem}/index.md"
    return os.path.relpath(there, Path(here).parent)


SNIPPETS = ("snippets/terms.md", "snippets/about.md")
