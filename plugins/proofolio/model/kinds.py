"""Every kind of entry there is: a line here makes one known to all rooms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofolio.model.kind import Kind
from proofolio.model.niche import NICHE, Niche
from proofolio.model.post import POST, Post
from proofolio.model.project import PROJECT, Project
from proofolio.model.publication import PUBLICATION, Publication
from proofolio.model.record import Entry
from proofolio.model.service import SERVICE, Service
from proofolio.model.talk import TALK, Talk
from proofolio.model.testimonial import TESTIMONIAL, Testimonial

AnyEntry = Project | Testimonial | Publication | Talk | Post | Service | Niche
KINDS: tuple[Kind[Any], ...] = (PROJECT, TESTIMONIAL, PUBLICATION, TALK, POST, SERVICE, NICHE)
"""All kinds; among proofs of one weight, and for an id without a kind, what is first leads."""

PROOFS = tuple(kind for kind in KINDS if kind.weight)
CLAIMS = tuple(kind for kind in KINDS if not kind.weight)

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
