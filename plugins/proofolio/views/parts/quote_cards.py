"""Quotes as cards, in rows that leave no hole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.backing import backing_links
from proofolio.views.parts.links import Link, host_of
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.site import Site

COLUMNS = 3
LONG_QUOTE = 320
"""In characters; a wide card sets longer ones in smaller letters."""


@dataclass(frozen=True)
class QuoteCard:
    """A testimonial as a card."""

    quote: Quote
    is_wide: bool
    is_long: bool
    """Too long for large letters."""
    source: Link | None
    """Where the words can be read, or heard."""
    backs: tuple[Link, ...]
    """Services, niches and topics it speaks for."""
    photo: str
    """Caption and maker of the portrait."""


def quote_card(site: Site, testimonial: Testimonial) -> QuoteCard:
    """A testimonial as a card, with its source and what it speaks for."""
    quote = quote_view(site, testimonial)
    source = testimonial.source.url if testimonial.source else ""
    shown = quote.proof.link.address if quote.proof and quote.proof.link else ""
    link = None
    if source and source != shown:
        link = Link(site.words("testimonials_page.read_at", host=host_of(source)), source)
    face = quote.portrait
    made = site.words("testimonials_page.photo", credit=face.credit) if face and face.credit else ""
    photo = " ".join(part for part in (face.caption if face else "", made) if part)
    is_long = len(quote.text) > LONG_QUOTE
    return QuoteCard(quote, quote.is_wide, is_long, link, backing_links(site, testimonial), photo)


def in_rows(cards: Sequence[QuoteCard]) -> tuple[QuoteCard, ...]:
    """Cards in an order that fills rows of three, wide ones alternating sides.

    Where only wide ones are left, the shorter of two is made narrow. One alone is wide.
    """
    if len(cards) == 1:
        return (replace(cards[0], is_wide=True),)
    left = list(cards)
    rows: list[QuoteCard] = []
    wide_first = True
    while left:
        wide = next((card for card in left[:COLUMNS] if card.is_wide), None)
        narrow = next((card for card in left if not card.is_wide), None)
        if wide is None or len(left) == 1:
            row = left[:COLUMNS]
        else:
            if narrow is None:
                wide, narrow = sorted(left[:2], key=lambda card: -len(card.quote.text))
            row = [wide, narrow] if wide_first else [narrow, wide]
            wide_first = not wide_first
        placed = {card.quote.id for card in row}
        left = [card for card in left if card.quote.id not in placed]
        rows += [replace(card, is_wide=card is wide) for card in row]
    return tuple(rows)
