"""The services page, led by the primary niche, and which niches have pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from proofolio.model.addresses import SERVICES, address_of
from proofolio.model.niche import Niche
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.allies import Ally, allies_of
from proofolio.views.parts.contact import (
    Availability,
    CallToAction,
    availability,
    call_to_action,
    closed_status,
)
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.links import Link
from proofolio.views.parts.niches import NicheRow, niche_rows, promise_of
from proofolio.views.parts.offers import Detail, Offer, ProcessStep, detail_of, offer_of, process_of
from proofolio.views.parts.questions import Answer, answers_of
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Site

COLUMNS = 3


@dataclass(frozen=True)
class FitLine:
    """A reason to come, or to go elsewhere, and which offers it is about."""

    text: str
    offers: tuple[Link, ...] = ()
    """Empty where it is about all of them."""


@dataclass(frozen=True)
class ServicesView:
    """The services page."""

    intro: Html
    """The author's own words in place of heading and lead."""
    kicker: str
    heading: str
    lead: str
    status: str
    """`waitlist`, `referral_only` or `closed`; empty for whoever takes on new work."""
    availability: Availability | None
    offers: tuple[tuple[Offer, ...], ...]
    """In rows."""
    fits: tuple[FitLine, ...]
    not_for: tuple[FitLine, ...]
    quote: Quote | None
    steps: tuple[ProcessStep, ...]
    steps_of: str
    """Name of the service whose steps they are, where there are several services."""
    details: tuple[Detail, ...]
    niches: tuple[NicheRow, ...]
    allies: tuple[Ally, ...]
    answers: tuple[Answer, ...]
    cta: CallToAction


def services_plans(site: Site) -> Iterator[PagePlan]:
    """The services page, where there is any service."""
    if services := site.library.listed(Service):
        yield PagePlan(
            address=SERVICES,
            kind="services",
            title=site.words("services"),
            description=describe(
                site.words("services.description", names="; ".join(s.name for s in services)),
                _promise(site),
            ),
            updated=_stated(site),
        )


def services_view(site: Site, plan: PagePlan) -> ServicesView:
    """The services page: the offers first, then who they are for, how it goes and what is asked."""
    library, words = site.library, site.words
    services = _offered(site)
    niche = _primary(site)
    status = closed_status(site)
    promise = _promise(site)
    stepped = next((service for service in services if service.process), None)
    owners: tuple[Service | Niche, ...] = (*services, niche) if niche else services
    quoted = _best_quote(site, services)
    quoted_id = quoted.id if quoted else ""
    details = (
        detail_of(site, service, steps=service is not stepped, quoted=quoted_id)
        for service in services
    )
    return ServicesView(
        intro=plan.intro,
        kicker=(niche.who or niche.name) if niche else "",
        heading=words(f"services.heading_{status}") if status else promise,
        lead=promise if status else _lead(site, niche),
        status=status,
        availability=availability(site),
        offers=in_rows(tuple(offer_of(site, s, is_main=_is_main(s, services)) for s in services)),
        fits=_fit_lines(services, "problems", niche.problems if niche else ()),
        not_for=_fit_lines(services, "not_for", library.profile.limits),
        quote=quote_view(site, quoted, short=True) if quoted else None,
        steps=process_of(stepped) if stepped else (),
        steps_of=stepped.name if stepped and len(services) > 1 else "",
        details=tuple(detail for detail in details if detail.has_something),
        niches=niche_rows(site),
        allies=allies_of(site),
        answers=answers_of(site, owners),
        cta=call_to_action(site, about=plan.title),
    )


def in_rows(offers: tuple[Offer, ...]) -> tuple[tuple[Offer, ...], ...]:
    """Offers in rows of three at most; a last one does not stand alone below others."""
    rows = [offers[at : at + COLUMNS] for at in range(0, len(offers), COLUMNS)]
    if len(rows) > 1 and len(rows[-1]) == 1:
        rows[-2:] = [rows[-2][:-1], (*rows[-2][-1:], *rows[-1])]
    return tuple(rows)


def _stated(site: Site) -> dt.date | None:
    stated = site.library.profile.availability
    return stated.updated.first if stated and stated.updated and stated.updated.day else None


def _primary(site: Site) -> Niche | None:
    return next(iter(site.library.listed(Niche)), None)


def _promise(site: Site) -> str:
    niche = _primary(site)
    return niche.headline if niche else site.library.profile.headline


def _lead(site: Site, niche: Niche | None) -> str:
    promise = promise_of(site, niche) if niche else ""
    return promise or site.words("services.lead_plain")


def _offered(site: Site) -> tuple[Service, ...]:
    """Services in the author's own order: what is featured is marked, not moved."""
    listed = site.library.listed(Service)
    return tuple(sorted(listed, key=lambda s: (s.order is None, s.order or 0)))


def _is_main(service: Service, services: tuple[Service, ...]) -> bool:
    """Whether it is the one the author points to: only where that tells it from others."""
    pointed = [other for other in services if other.featured]
    return len(services) > 1 and len(pointed) == 1 and service.featured


def _fit_lines(
    services: tuple[Service, ...], name: str, for_all: tuple[str, ...]
) -> tuple[FitLine, ...]:
    said: dict[str, list[Service]] = {}
    for service in services:
        for text in getattr(service, name):
            said.setdefault(text, []).append(service)
    lines = [
        FitLine(
            text,
            tuple(Link(service.name, address_of(service)) for service in about)
            if len(about) < len(services) and text not in for_all
            else (),
        )
        for text, about in said.items()
    ]
    return (*lines, *(FitLine(text) for text in for_all if text not in said))


def _best_quote(site: Site, services: tuple[Service, ...]) -> Testimonial | None:
    """The first testimonial about an offer, else about the niche that leads."""
    library = site.library
    niche = _primary(site)
    claims = (*services, niche) if niche else services
    about = [quote for claim in claims for quote in library.about(Testimonial, claim)]
    return next((quote for quote in about if quote.featured), next(iter(about), None))
