"""Short forms: what one line of text means where a record stands, and what fills itself in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from proofolio.model.author import Author
from proofolio.model.link_kinds import link_kind
from proofolio.model.outcome import Outcome
from proofolio.model.post import Post, Series
from proofolio.model.profile import (
    Account,
    Alliance,
    Availability,
    Award,
    Community,
    Credential,
    Document,
    Education,
    Job,
    Language,
    Location,
    Organisation,
    Profile,
    Skill,
    StoryPart,
    Teaching,
)
from proofolio.model.project import Client, Collaborator
from proofolio.model.publication import Publication
from proofolio.model.record import (
    AllowedLeak,
    Claim,
    Image,
    Link,
    Notebook,
    Record,
    make_id,
)
from proofolio.model.service import CallToAction, Engagement, IntroOffer, Price, Step
from proofolio.model.talk import Event
from proofolio.model.testimonial import Consent, Source, Speaker
from proofolio.sources.dialects import links_of, names_of
from proofolio.sources.found_files import (
    Fault,
    Fields,
    Surroundings,
    complete_document,
    complete_image,
    complete_notebook,
    text_of,
)
from proofolio.sources.networks import (
    NETWORKS,
    OTHER_KEYS,
    network_of,
    profile_address,
    username_in,
)
from proofolio.sources.nodes import Node, Scalar, Table
from proofolio.sources.prices import read_price


def _source(text: str) -> Fields:
    kinds = [
        word for part in get_args(Source.model_fields["kind"].annotation) for word in get_args(part)
    ]
    return {"kind": text} if text in kinds else {"url": text}


SHORT: Mapping[type[Record], str | Callable[[str], Fields | str]] = {
    Account: "url",
    Alliance: "name",
    AllowedLeak: "reason",
    Author: "name",
    Availability: "status",
    Award: "title",
    CallToAction: "label",
    Claim: "text",
    Client: "name",
    Collaborator: "name",
    Community: "name",
    Consent: "status",
    Credential: "name",
    Document: "src",
    Education: "institution",
    Engagement: "name",
    Event: "name",
    Image: "src",
    IntroOffer: "text",
    Language: "language",
    Link: "url",
    Location: "city",
    Notebook: "file",
    Organisation: "name",
    Outcome: "sentence",
    Price: read_price,
    Publication: "title",
    Series: "name",
    Skill: "name",
    Source: _source,
    Speaker: "name",
    Step: "title",
    StoryPart: "title",
    Teaching: "title",
}
"""The field that a line of text fills, or what reads it (giving fields, or what is wrong)."""

KEYED: Mapping[type[Record], str] = {
    Account: "network",
    AllowedLeak: "rule",
    Link: "kind",
    Outcome: "key",
}
"""Records whose list may be a mapping: its keys fill this field of the items."""

OTHER_FORMS: Mapping[tuple[type[Record], str], Callable[[Node], Node]] = {
    (Post, "authors"): names_of,
    (Post, "links"): links_of,
}
"""Lists whose items other tools write in a form of their own; what brings them into ours."""


def _complete_account(account: Fields, _: Surroundings) -> Fault | None:
    written, network = text_of(account, "url"), text_of(account, "network")
    is_address = bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written))
    key = OTHER_KEYS.get(make_id(network), make_id(network)) if network else network_of(written)
    if not key:
        text = f'"{written}" is on a network we do not know. Write `network: address`.'
        return Fault("unknown-network", text)
    name = text_of(account, "username") or ("" if is_address else written)
    if not is_address:
        address = profile_address(key, name)
        if not address:
            return Fault("bad-profile", _whole_address(key, written))
        account["url"] = address
    account["network"] = key
    account.setdefault("name", NETWORKS[key][0] if key in NETWORKS else network)
    if username := name or username_in(key, written):
        account["username"] = username
    return None


def _whole_address(network: str, written: str) -> str:
    if network == "mastodon":
        return f"\"{written}\" does not say the server. Write '@name@server.example' in quotes."
    if network in NETWORKS:
        example = profile_address(network, "name")
        return f'"{written}" is not a name there. Write the name, or the address: {example}'
    return f'"{network}" is a network we do not know. Write the whole address, with https://.'


def _complete_link(link: Fields, _: Surroundings) -> None:
    kind = link_kind(text_of(link, "url"))
    if kind and "kind" not in link:
        link["kind"] = kind


def _named_picture(field: str) -> Callable[[Fields, Surroundings], None]:
    """A portrait and a logo show whose they are, unless something else is written."""

    def complete(whose: Fields, _: Surroundings) -> None:
        image = whose.get(field)
        if isinstance(image, dict) and text_of(whose, "name"):
            image.setdefault("alt", text_of(whose, "name"))

    return complete


def _badge(credential: Fields, _: Surroundings) -> None:
    image = credential.get("image")
    if isinstance(image, dict) and not text_of(image, "alt"):
        image.setdefault("decorative", "true")


COMPLETE: Mapping[type[Record], Callable[[Fields, Surroundings], Fault | None]] = {
    Account: _complete_account,
    Credential: _badge,
    Document: complete_document,
    Image: complete_image,
    Link: _complete_link,
    Notebook: complete_notebook,
    Client: _named_picture("logo"),
    Job: _named_picture("logo"),
    Organisation: _named_picture("logo"),
    Profile: _named_picture("image"),
    Speaker: _named_picture("image"),
}
"""What is filled in once an author's fields are read; a fault drops the record."""


def keys_of(nodes: Iterable[Node], key: str) -> list[str]:
    """Keys of a list's items: as written, else made of the metric or sentence, each once."""
    keys: list[str] = []
    for node in nodes:
        written = _scalar(node, key)
        made = make_id(written or _scalar(node, "metric") or _scalar(node, "sentence") or "item")
        name, number = made if written else made[:60].strip("-"), 2
        while not written and name in keys:
            name, number = f"{made[:60]}-{number}", number + 1
        keys.append(name)
    return keys


def _scalar(node: Node, key: str) -> str:
    if isinstance(node, Scalar):
        return "" if key in ("key", "metric") else node.text
    value = node.values.get(key) if isinstance(node, Table) else None
    return value.text if isinstance(value, Scalar) and not value.is_absent else ""
