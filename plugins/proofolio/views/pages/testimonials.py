"""All testimonials, each beside the work it is about, and quotes as cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from proofolio.model.addresses import TESTIMONIALS
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.backing import backing_links
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link, host_of
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Site

COLUMNS = 3
LONG_QUOTE = 320
"""In characters; a wide card sets longer ones in smaller letters."""
GROUPS_FROM = 13
"""So many testimonials are shown in groups by what the speakers were to the author."""

RELATIONS = (
    "client",
    "supervisor",
    "manager",
    "colleague",
    "report",
    "collaborator",
    "organizer",
    "mentee",
    "student",
)
"""Who speaks, in the order in which a visitor cares."""


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


@dataclass(frozen=True)
class Speakers:
    """How many speak as what."""

    label: str
    count: str
    address: str
    """Their group, where there are groups."""


@dataclass(frozen=True)
class QuoteGroup:
    """Testimonials under one heading; the heading is empty where there is one group."""

    id: str
    heading: str
    cards: tuple[QuoteCard, ...]


@dataclass(frozen=True)
class TestimonialsView:
    """The page of all testimonials."""

    intro: Html
    """The author's own words in place of heading and lead."""
    heading: str
    lead: str
    speakers: tuple[Speakers, ...]
    groups: tuple[QuoteGroup, ...]
    cta: CallToAction


def testimonials_plans(site: Site) -> Iterator[PagePlan]:
    """The page of testimonials; none where nothing may be shown."""
    quotes = site.library.listed(Testimonial)
    if not quotes:
        return
    days = [quote.date.first for quote in quotes if quote.date]
    words, name = site.words, site.library.profile.name
    by_relation = _by_relation(quotes).items()
    speakers = words.listed(
        f"{len(said)} {words.within(_who(site, who, said))}" for who, said in by_relation
    )
    yield PagePlan(
        address=TESTIMONIALS,
        kind="testimonials",
        title=words("testimonials"),
        description=describe(words("testimonials_page.description", name=name), speakers),
        updated=max(days, default=None),
    )


def testimonials_view(site: Site, plan: PagePlan) -> TestimonialsView:
    """All testimonials, in groups where they are many."""
    words = site.words
    quotes = site.library.listed(Testimonial)
    by_relation = _by_relation(quotes)
    is_grouped = len(quotes) >= GROUPS_FROM and len(by_relation) > 1
    groups = [
        QuoteGroup(
            f"pf-{relation}",
            words(f"testimonials_page.{relation}_other"),
            in_rows([quote_card(site, quote) for quote in said]),
        )
        for relation, said in by_relation.items()
        if is_grouped
    ]
    everything = QuoteGroup("pf-all", "", in_rows([quote_card(site, quote) for quote in quotes]))
    return TestimonialsView(
        intro=plan.intro,
        heading=words("testimonials_page.heading"),
        lead=words("testimonials_page.lead"),
        speakers=tuple(
            Speakers(
                label=_who(site, relation, said),
                count=str(len(said)),
                address=f"{TESTIMONIALS}#pf-{relation}" if is_grouped else "",
            )
            for relation, said in by_relation.items()
            if len(quotes) > 1
        ),
        groups=tuple(groups) or (everything,),
        cta=call_to_action(site, about=plan.title),
    )


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


def _by_relation(quotes: Sequence[Testimonial]) -> dict[str, tuple[Testimonial, ...]]:
    found = {who: tuple(q for q in quotes if q.relation == who) for who in RELATIONS}
    return {who: said for who, said in found.items() if said}


def _who(site: Site, relation: str, said: Sequence[Testimonial]) -> str:
    """`Client` or `Clients`."""
    return site.words.count(f"testimonials_page.{relation}", len(said))
