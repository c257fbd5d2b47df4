"""Which addresses of the site can be reached, since each plugin may be switched off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from proofolio.model.addresses import TOPICS, address_of, topic_address, topic_slug
from proofolio.model.kind import Kind
from proofolio.model.kinds import KINDS
from proofolio.model.proof import Proof
from proofolio.model.topics import Topic
from proofolio.views.parts.links import Link
from proofolio.views.site import Site

_SWITCH = {kind.listing: kind.switch for kind in KINDS if kind.switch}


def is_on(site: Site, kind: Kind[Any]) -> bool:
    """Whether entries of a kind have a place on this site."""
    return not kind.switch or kind.switch in site.enabled


def is_reachable(site: Site, address: str) -> bool:
    """Whether a page is made at this address; other hosts always count as reachable."""
    if address == TOPICS:
        return any(topic_proofs(site, topic).has_page for topic in site.library.topics.values())
    if address.startswith(TOPICS):
        topic = site.library.topics.get(address.removeprefix(TOPICS).rstrip("/"))
        return topic is not None and _has_page(site, topic)
    return all(
        switch in site.enabled for start, switch in _SWITCH.items() if address.startswith(start)
    )


def reachable(site: Site, proofs: Iterable[Proof]) -> tuple[Proof, ...]:
    """Those proofs that a visitor can open, each place once."""
    found = {proof.address: proof for proof in proofs if is_reachable(site, proof.address)}
    return tuple(found.values())


def topic_proofs(site: Site, topic: Topic) -> Topic:
    """A topic with only what has a page: less where posts or testimonials are switched off."""
    return replace(
        topic, entries=tuple(e for e in topic.entries if is_reachable(site, address_of(e)))
    )


def _has_page(site: Site, topic: Topic) -> bool:
    """The same as `topic_proofs(…).has_page`; two proofs are always enough."""
    found = (e for e in topic.entries if is_reachable(site, address_of(e)))
    return replace(topic, entries=tuple(islice(found, 2))).has_page


def topic_links(site: Site, names: tuple[str, ...]) -> tuple[Link, ...]:
    """Topics as links to their pages; plain text where a topic has none."""
    found = []
    for name in names:
        slug = topic_slug(name)
        topic = site.library.topics.get(slug)
        has_page = topic is not None and _has_page(site, topic)
        found.append(Link(name, topic_address(slug) if has_page else ""))
    return tuple(found)
