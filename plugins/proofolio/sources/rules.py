"""What a record's own fields cannot tell each by itself: dates in order, prices with a currency."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from proofolio.model.addresses import RESERVED_SLUGS
from proofolio.model.old_addresses import NoAddress, old_path
from proofolio.model.outcome import Outcome
from proofolio.model.post import Post
from proofolio.model.profile import (
    Availability,
    Award,
    Contact,
    Credential,
    Education,
    Job,
    Profile,
    Slots,
    Teaching,
)
from proofolio.model.project import Client, Project
from proofolio.model.record import Entry, Image, Page, Record
from proofolio.model.service import Price
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Level
from proofolio.sources.shapes import required_of, shapes_of

HEADLINE = 90
"""Characters that the hero's line holds on a phone."""


@dataclass(frozen=True)
class Finding:
    """Something a rule found, and what is left out for it."""

    code: str
    text: str
    loc: tuple[str | int, ...] = ()
    drop: tuple[tuple[str | int, ...], ...] = ()
    level: Level = Level.PROBLEM


def find(code: str, text: str, field: str = "", drop: str = "") -> Finding:
    """A finding about a field of the record.

    `drop` names the fields that are left out for it; a dot is the whole record.
    """
    return Finding(code, text, (field,) if field else (), tuple((name,) for name in drop.split()))


def findings_in(record: Record) -> list[Finding]:
    """What the rules find in a record and in all records inside it."""
    return list(_findings(record, ()))


def _findings(record: Record, loc: tuple[str | int, ...]) -> Iterator[Finding]:
    for rule in _rules_of(type(record)):
        for found in rule(record):
            drop = tuple(loc if name == (".",) else loc + name for name in found.drop)
            yield replace(found, loc=loc + found.loc, drop=drop)
    for name in _inner_of(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _findings(value, (*loc, name))
        elif value:
            for number, item in enumerate(value):
                yield from _findings(item, (*loc, name, number))


@cache
def _inner_of(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, shape in shapes_of(model).items() if shape.record)


@cache
def _rules_of(model: type[Record]) -> tuple[Callable[[Any], Iterator[Finding]], ...]:
    rules = tuple(rule for base, rule in RULES.items() if issubclass(model, base))
    return (*rules, _in_order) if {"start", "end"} <= model.model_fields.keys() else rules


def _in_order(record: Job | Education | Teaching | Project | Talk) -> Iterator[Finding]:
    start, end = record.start, record.end
    if start and end and end.last < start.first:
        text = f"{end.iso} is before `start`, which is {start.iso}. Mend one of them."
        drop = "end" if "start" in required_of(type(record)) else "start end"
        yield find("end-before-start", text, "end", drop)


def _entry(entry: Entry) -> Iterator[Finding]:
    if entry.lang and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", entry.lang):
        text = f'"{entry.lang}" is not the code of a language. Write e.g. `de` or `pt-BR`.'
        yield find("not-a-language", text, "lang", "lang")


def _page(page: Page) -> Iterator[Finding]:
    if page.date and page.updated and page.updated.date() < page.date.date():
        text = f"{page.updated:%Y-%m-%d} is before `date`, which is {page.date:%Y-%m-%d}. Mend one."
        yield find("updated-before-date", text, "updated", "updated")
    if page.address_part in RESERVED_SLUGS:
        field = "slug" if page.slug else "id"
        text = f'the site uses the address "{page.address_part}" itself. Write another `slug`.'
        yield find("reserved-address", text, field, field)
    for number, alias in enumerate(page.aliases):
        try:
            # Whether a whole address is one of this site, only the settings tell.
            old_path(alias, alias)
        except NoAddress as why:
            text = f'"{alias}" {why}'
            yield Finding("bad-alias", text, ("aliases", number), (("aliases", number),))
    yield from _absolute(page, "canonical_url")


def _post(post: Post) -> Iterator[Finding]:
    yield from _absolute(post, "external_url")


def _absolute(record: Record, name: str) -> Iterator[Finding]:
    address = getattr(record, name)
    if address and not re.match("https?://", address):
        text = f'"{address}" is not a whole address. Write it with https:// at the beginning.'
        yield find("not-absolute", text, name, name)


def _image(image: Image) -> Iterator[Finding]:
    if not image.alt and not image.decorative:
        text = (
            "the picture has no `alt`. Say what it shows, for those who do not see it, or write "
            "`decorative: true`."
        )
        yield find("missing-alt", text, "alt")


def _client(client: Client) -> Iterator[Finding]:
    if client.disclosure != "named" and client.name:
        text = (
            f"a client's name is not written with `disclosure: {client.disclosure}`, as the "
            "repository is public. Delete it, here and in the history."
        )
        yield find("client-named", text, "name", "name")
    if client.disclosure != "named" and client.logo:
        text = (
            f"a logo names the client, and is not written with `disclosure: {client.disclosure}`, "
            "as the repository is public. Delete it, here and in the history."
        )
        yield find("client-named", text, "logo", "logo")
    needed = {"named": "name", "described": "public_name", "sector_only": "sector"}
    field = needed.get(client.disclosure, "")
    if field and not getattr(client, field):
        text = (
            f"`disclosure: {client.disclosure}` shows `{field}`, which is missing. Add it, or "
            "write another `disclosure`."
        )
        yield find("client-incomplete", text, field)


def _outcome(outcome: Outcome) -> Iterator[Finding]:
    if outcome.sentence:
        if outcome.metric or outcome.value is not None:
            text = "an outcome is a sentence or has a `metric` with a `value`. Write one of them."
            yield find("outcome-twice", text, "sentence", "sentence")
        return
    if not outcome.metric:
        text = "`metric` is missing: say what was measured, or write the outcome as a sentence."
        yield find("missing", text, "metric", ".")
        return
    yield from _shown(outcome)
    if outcome.before is not None and not outcome.baseline:
        text = "`baseline` is missing: say what was there before, e.g. `spreadsheet of 2023`."
        yield find("missing-baseline", text, "baseline")


def _shown(outcome: Outcome) -> Iterator[Finding]:
    """What the disclosure of an outcome asks for."""
    shown = outcome.shown
    if outcome.disclosure == "range":
        if len(shown) != 2 or shown[0] > shown[1]:
            text = "`disclosure: range` shows `shown: [lowest, highest]`. Write both numbers."
            yield find("missing-range", text, "shown", ".")
    elif outcome.disclosure == "relative_only":
        if not outcome.change and outcome.ratio is None:
            text = "`disclosure: relative_only` shows a `change`, e.g. `change: -35%`. Add it."
            yield find("missing-change", text, "change", ".")
    elif outcome.disclosure != "hidden" and outcome.value is None:
        text = "`value` is missing. Add the number, or make the whole outcome a sentence."
        yield find("missing", text, "value", ".")


def _price(price: Price) -> Iterator[Finding]:
    numbers = [n for n in (price.amount, price.min, price.max) if n is not None]
    if not numbers and price.display != "on_request":
        text = "there is no number. Write `amount`, or `display: on_request`."
        yield find("price-without-number", text, "amount", ".")
    elif numbers and not price.currency:
        text = "the price has no currency. Write e.g. `4800 EUR`, or `currency: EUR`."
        yield find("price-without-currency", text, "currency", ".")
    elif any(number < 0 for number in numbers):
        yield find("negative-price", "a price is not below zero. Mend it.", "", ".")
    elif price.min is not None and price.max is not None and price.max < price.min:
        yield find("price-order", "`max` is below `min`. Mend one of them.", "max", ".")


def _testimonial(testimonial: Testimonial) -> Iterator[Finding]:
    excerpt = testimonial.excerpt.strip(" .…")
    if excerpt and excerpt not in testimonial.text:
        text = "this is not part of `text`, and a quote is not changed. Copy a sentence from there."
        yield find("excerpt-differs", text, "excerpt", "excerpt")


def _contact(contact: Contact) -> Iterator[Finding]:
    needed = {"call": "booking_url", "form": "form_url"}.get(contact.preferred or "", "")
    if needed and not getattr(contact, needed):
        text = f"`{contact.preferred}` needs `{needed}`, which is missing. Add it."
        yield find("missing", text, needed, "preferred")


def _slots(slots: Slots) -> Iterator[Finding]:
    if not 0 <= slots.open <= slots.total:
        text = f"{slots.open} of {slots.total} places cannot be open. Mend one of the numbers."
        yield find("impossible-slots", text, "open", "open")


def _award(award: Award) -> Iterator[Finding]:
    rank, of = award.rank, award.of
    if rank is None and of is not None:
        text = f"{of} took part, and `rank` is missing: write your place among them."
        yield find("impossible-rank", text, "of", "of")
    elif rank is not None and (rank < 1 or (of is not None and of < rank)):
        among = f" of {of}" if of is not None else ""
        text = f"{rank}{among} is no place in a competition. Mend one of the numbers."
        yield find("impossible-rank", text, "rank", "rank of")


def _credential(credential: Credential) -> Iterator[Finding]:
    date, expires = credential.date, credential.expires
    if date and expires and expires.last < date.first:
        text = f"{expires.iso} is before `date`, which is {date.iso}. Mend one of them."
        yield find("end-before-start", text, "expires", "expires")


def _availability(availability: Availability) -> Iterator[Finding]:
    numbers = [
        n for n in ("hours_per_week", "client_slots") if getattr(availability, n) is not None
    ]
    if numbers and not availability.updated:
        text = f"`{numbers[0]}` needs the day on which it was true. Add `updated: 2024-06-03`."
        yield find("missing-updated", text, "updated", " ".join(numbers))


def _profile(profile: Profile) -> Iterator[Finding]:
    if not (profile.email or profile.contact.booking_url or profile.contact.form_url):
        text = "there is no way to reach you. Add `email`, or `contact: {booking_url: …}`."
        yield find("missing-contact", text, "email")
    if len(profile.headline) > HEADLINE:
        text = (
            f"this has {len(profile.headline)} characters, and {HEADLINE} fit on a phone. Shorten "
            "it, and put the rest in `summary`."
        )
        yield find("headline-too-long", text, "headline")
    code = profile.location.country_code
    if code and not re.fullmatch("[A-Z]{2}", code):
        text = f'"{code}" is not a country\'s code of two capitals. Write e.g. `AT`.'
        drop = (("location", "country_code"),)
        yield Finding("not-a-country", text, ("location", "country_code"), drop)
    if not is_timezone(profile.timezone):
        text = (
            f'"{profile.timezone}" is not a time zone. Write its IANA name, e.g. `Europe/Vienna`.'
        )
        yield find("unknown-timezone", text, "timezone", "timezone")


def is_timezone(name: str) -> bool:
    """Whether this is the name of a time zone."""
    try:
        return name == "UTC" or bool(ZoneInfo(name))
    except (OSError, ValueError, ZoneInfoNotFoundError):
        return False


RULES: Mapping[type[Record], Callable[[Any], Iterator[Finding]]] = {
    Entry: _entry,
    Page: _page,
    Post: _post,
    Image: _image,
    Client: _client,
    Outcome: _outcome,
    Price: _price,
    Testimonial: _testimonial,
    Contact: _contact,
    Slots: _slots,
    Award: _award,
    Credential: _credential,
    Availability: _availability,
    Profile: _profile,
}
"""The rules of each kind of record."""
