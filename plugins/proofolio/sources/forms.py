"""Short forms: what one line of text means where a record stands, and what fills itself in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from proofolio.model.outcome import Outcome
from proofolio.model.post import Post, Series
from proofolio.model.profile import (
    Account,
    Alliance,
    Availability,
    Award,
    Community,
    Credential,
    Education,
    Job,
    Language,
    Location,
    Organisation,
    Profile,
    Skill,
    StoryPart,
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
from proofolio.sources.files import Files
from proofolio.sources.names import nearest
from proofolio.sources.networks import (
    NETWORKS,
    OTHER_KEYS,
    link_kind,
    network_of,
    profile_address,
    username_in,
)
from proofolio.sources.nodes import Node, Scalar, Table
from proofolio.sources.pictures import size_of
from proofolio.sources.prices import read_price

Fields = dict[str, Any]


def _source(text: str) -> Fields:
    kinds = [
        word for part in get_args(Source.model_fields["kind"].annotation) for word in get_args(part)
    ]
    return {"kind": text} if text in kinds else {"url": text}


SHORT: Mapping[type[Record], str | Callable[[str], Fields | str]] = {
    Account: "url",
    Alliance: "name",
    AllowedLeak: "reason",
    Availability: "status",
    Award: "title",
    CallToAction: "label",
    Claim: "text",
    Client: "name",
    Collaborator: "name",
    Community: "name",
    Consent: "status",
    Credential: "name",
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


@dataclass(frozen=True)
class Fault:
    """Something wrong with a record that its own fields do not tell."""

    code: str
    text: str
    field: str = ""
    """Field it is about; empty for the record."""


@dataclass(frozen=True)
class Surroundings:
    """What a record's fields may refer to: the project's files, and the folder of its own."""

    files: Files
    folder: Path


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _complete_image(image: Fields, around: Surroundings) -> Fault | None:
    src = _text(image, "src")
    if not src or ":" in src.split("/", 1)[0] or src.startswith("//"):
        return None
    path = around.files.find(src, around.folder)
    if path is None:
        hint = _near_picture(src, around) or "Mend the path."
        text = f'there is no picture "{src}" beside this file or in `site_src/`. {hint}'
        return Fault("missing-image", text)
    name = around.files.name(path)
    if path.is_relative_to(around.files.folders.docs):
        around.files.pictures.add(name)
    size = size_of(path)
    if size is None:
        text = f'"{src}" cannot be read as a picture. Save it as JPEG, PNG or WebP.'
        return Fault("not-an-image", text)
    image["file"], (image["width"], image["height"]) = name, size
    return None


def _near_picture(src: str, around: Surroundings) -> str:
    """What to write for a path that leads nowhere, where a picture of such a name is near."""
    name = src.replace("\\", "/").rpartition("/")[2]
    if name != src and around.files.find(name, around.folder):
        return f'Write "{name}".'
    folders = {around.folder, around.files.folders.docs}
    known = {path.name for folder in folders for path in around.files.entries(folder)}
    near = nearest(name, sorted(known), 0.8)
    return f'Did you mean "{near}"?' if near else ""


def _complete_notebook(notebook: Fields, around: Surroundings) -> Fault | None:
    name = _text(notebook, "file")
    if "source" in notebook or not name:
        return None
    path = around.files.find(name, around.folder)
    if path is None or path.suffix.lower() != ".ipynb":
        text = f'there is no notebook "{name}" beside this file. Mend the path.'
        return Fault("missing-notebook", text)
    notebook["source"] = around.files.name(path)
    return None


def _complete_account(account: Fields, _: Surroundings) -> Fault | None:
    written, network = _text(account, "url"), _text(account, "network")
    is_address = bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", written))
    key = OTHER_KEYS.get(make_id(network), make_id(network)) if network else network_of(written)
    if not key:
        text = f'"{written}" is on a network we do not know. Write `network: address`.'
        return Fault("unknown-network", text)
    name = _text(account, "username") or ("" if is_address else written)
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
    kind = link_kind(_text(link, "url"))
    if kind and "kind" not in link:
        link["kind"] = kind


def _named_picture(field: str) -> Callable[[Fields, Surroundings], None]:
    """A portrait and a logo show whose they are, unless something else is written."""

    def complete(whose: Fields, _: Surroundings) -> None:
        image = whose.get(field)
        if isinstance(image, dict) and _text(whose, "name"):
            image.setdefault("alt", _text(whose, "name"))

    return complete


COMPLETE: Mapping[type[Record], Callable[[Fields, Surroundings], Fault | None]] = {
    Account: _complete_account,
    Image: _complete_image,
    Link: _complete_link,
    Notebook: _complete_notebook,
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
