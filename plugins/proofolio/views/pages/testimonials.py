"""All testimonials, each beside the work it is about, and quotes as cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofolio.model.addresses import TESTIMONIALS
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.quote_cards import QuoteCard, in_rows, quote_card
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Site

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


def _by_relation(quotes: Sequence[Testimonial]) -> dict[str, tuple[Testimonial, ...]]:
    found = {who: tuple(q for q in quotes if q.relation == who) for who in RELATIONS}
    return {who: said for who, said in found.items() if said}


def _who(site: Site, relation: str, said: Sequence[Testimonial]) -> str:
    """`Client` or `Clients`."""
    return site.words.count(f"testimonials_page.{relation}", len(said))
