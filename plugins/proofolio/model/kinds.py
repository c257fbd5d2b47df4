"""Every kind of entry there is: a line here makes one known to all rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from proofolio.model.kind import Kind
from proofolio.model.niche import NICHE, Niche
from proofolio.model.post import POST, Post
from proofolio.model.profile import Profile
from proofolio.model.project import PROJECT, Project
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.model.record import Entry, Id, Record
from proofolio.model.service import SERVICE, Service
from proofolio.model.talk import TALK, Talk
from proofolio.model.testimonial import TESTIMONIAL, Testimonial

AnyEntry = Project | Testimonial | Publication | Talk | Post | Service | Niche
KINDS: tuple[Kind[Any], ...] = (PROJECT, TESTIMONIAL, PUBLICATION, TALK, POST, SERVICE, NICHE)
"""All kinds; among proofs of one weight, and for an id without a kind, what is first leads."""

PROOFS = tuple(kind for kind in KINDS if kind.weight)
CLAIMS = tuple(kind for kind in KINDS if not kind.weight)

TAKEN = frozenset({"cell", "claim", "credential", "link", "outcome", "skill"})
"""What references and proofs name that is no entry."""


def name_clashes(kinds: tuple[Kind[Any], ...]) -> Iterator[str]:
    """Why kinds need other names: in a field of a kind's name others name its entries by id."""
    holders: tuple[type[Record], ...] = (Profile, *(kind.record for kind in kinds))
    for kind in kinds:
        if kind.word in TAKEN:
            yield f"`{kind.word}` is what references and proofs call something else"
        for holder in holders:
            meant = kind.record if holder is Profile else Id
            field = holder.model_fields.get(kind.plural)
            if field and get_args(field.annotation)[:1] != (meant,):
                yield f"`{kind.plural}` is a field of {holder.__name__} that holds something else"
                break


if _CLASHES := tuple(name_clashes(KINDS)):
    raise ValueError(f"a kind of model/kinds.py needs another name: {'; '.join(_CLASHES)}")

_BY_RECORD: Mapping[type[Entry], Kind[Any]] = {kind.record: kind for kind in KINDS}
_BY_NAME = {name: kind for kind in KINDS for name in (kind.word, kind.plural)}


def kind_for(record: type[Entry]) -> Kind[Any]:
    """The kind of a record."""
    if record not in _BY_RECORD:
        raise TypeError(f"{record.__name__} is not among KINDS in model/kinds.py")
    return _BY_RECORD[record]


def kind_named(name: str) -> Kind[Any]:
    """The kind of this name, for one or for many."""
    return _BY_NAME[name]
