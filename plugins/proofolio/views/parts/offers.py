"""Services as offers to compare, and what there is to say about each beyond that."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.addresses import address_of
from proofolio.model.proof import Proof, proofs_of, proofs_of_claim
from proofolio.model.record import Claim
from proofolio.model.service import Engagement, Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.allies import ally_link
from proofolio.views.parts.contact import call_to_action, closed_status
from proofolio.views.parts.links import Link, ProofLine
from proofolio.views.parts.prices import price_text
from proofolio.views.parts.proofs import proof_line
from proofolio.views.parts.quotes import Quote, quote_view
from proofolio.views.parts.reach import reachable
from proofolio.views.site import Html, Site

OFFER_PROOFS = 2
"""Proofs beside an offer; the others stand with its details."""
ALL_PROOFS = 8


@dataclass(frozen=True)
class Offer:
    """A service as it stands beside the others."""

    id: str
    name: str
    summary: str
    audience: str
    deliverables: tuple[str, ...]
    price: str
    duration: str
    tag: str
    is_main: bool
    proofs: tuple[ProofLine, ...]
    button: Link | None
    instead: Link | None
    """Who does it while no work is taken on."""


@dataclass(frozen=True)
class ProcessStep:
    """A step of how it goes."""

    title: str
    detail: str
    duration: str


@dataclass(frozen=True)
class EngagementRow:
    """A way of working together."""

    name: str
    terms: str
    """Price and duration."""
    includes: tuple[str, ...]
    offer: str
    """A special offer that still holds, with its last day."""


@dataclass(frozen=True)
class ClaimRow:
    """A sentence that sells, with what backs it."""

    text: str
    proofs: tuple[ProofLine, ...]


@dataclass(frozen=True)
class Detail:
    """What else there is to say about a service."""

    id: str
    name: str
    address: str
    terms: str
    """Price and duration."""
    offer: Html
    prerequisites: tuple[str, ...]
    steps: tuple[ProcessStep, ...]
    engagements: tuple[EngagementRow, ...]
    claims: tuple[ClaimRow, ...]
    proofs: tuple[ProofLine, ...]
    """What backs it besides what stands in the offer and below the claims."""
    quote: Quote | None
    """What somebody says about it."""
    refer_to: Link | None

    @property
    def has_something(self) -> bool:
        """Whether there is more to say than stands in the offer."""
        said = (self.offer, self.prerequisites, self.steps, self.engagements, self.claims)
        return any(said) or bool(self.refer_to) or bool(self.proofs) or bool(self.quote)


def offer_of(site: Site, service: Service, *, is_main: bool) -> Offer:
    """A service as an offer; without a button where no work is taken on."""
    words = site.words
    prices = (service.price, *(way.price for way in service.engagements))
    audience = words("separate").join(service.audience)
    return Offer(
        id=service.id,
        name=service.name,
        summary=service.summary,
        audience=words("services.for", audience=audience) if audience else "",
        deliverables=service.deliverables,
        price=next((text for text in (price_text(site, price) for price in prices) if text), ""),
        duration=service.duration,
        tag=words("services.featured") if is_main else "",
        is_main=is_main,
        proofs=proof_lines(site, proofs_of(site.library, service))[:OFFER_PROOFS],
        button=offer_button(site, service),
        instead=ally_link(site, service.refer_to) if closed_status(site) == "closed" else None,
    )


def offer_button(site: Site, service: Service) -> Link | None:
    """Its own button, else the site's; none while closed, and no own one without time."""
    status = closed_status(site)
    button = call_to_action(site, about=service.name).button
    if status == "closed":
        return None
    if service.cta and not status:
        button = Link(service.cta.label or button.label, service.cta.url or button.address)
    return button if button.address else None


def detail_of(site: Site, service: Service, *, steps: bool, quoted: str = "") -> Detail:
    """More about a service.

    `steps` says whether its process belongs here, `quoted` which testimonial the page has already.
    """
    said = (quote for quote in site.library.about(Testimonial, service) if quote.id != quoted)
    quote = next(said, None)
    offer = offer_of(site, service, is_main=False)
    claims = claim_rows(site, service.claims, at_least=1)
    shown = {line.link for row in (offer.proofs, *(c.proofs for c in claims)) for line in row}
    proofs = proof_lines(site, proofs_of(site.library, service))
    return Detail(
        id=f"pf-about-{service.id}",
        name=service.name,
        address=address_of(service),
        terms=site.words.joined((offer.price, offer.duration)),
        offer=site.prose(service).fields.get("offer", ""),
        prerequisites=service.prerequisites,
        steps=process_of(service) if steps else (),
        engagements=tuple(_engagement(site, way) for way in service.engagements),
        claims=claims,
        proofs=tuple(line for line in proofs if line.link not in shown)[:ALL_PROOFS],
        quote=quote_view(site, quote, short=True) if quote else None,
        refer_to=None if offer.instead else ally_link(site, service.refer_to),
    )


def process_of(service: Service) -> tuple[ProcessStep, ...]:
    """Its steps."""
    return tuple(ProcessStep(s.title, s.detail, s.duration) for s in service.process)


def claim_rows(site: Site, claims: tuple[Claim, ...], *, at_least: int) -> tuple[ClaimRow, ...]:
    """Claims that have so many proofs a visitor can open, strongest proof first."""
    rows = []
    for claim in claims:
        proofs = reachable(site, proofs_of_claim(site.library, claim))
        ordered = sorted(proofs, key=lambda proof: -proof.strength)
        if len(ordered) >= max(at_least, 1):
            rows.append(ClaimRow(claim.text, tuple(proof_line(site, p) for p in ordered)))
    return tuple(rows)


def proof_lines(site: Site, proofs: tuple[Proof, ...]) -> tuple[ProofLine, ...]:
    """Proofs that a visitor can open, as lines."""
    return tuple(proof_line(site, proof) for proof in reachable(site, proofs))


def _engagement(site: Site, way: Engagement) -> EngagementRow:
    words = site.words
    price = price_text(site, way.price)
    offer, until = "", way.intro_offer and way.intro_offer.until
    if way.intro_offer and not (until and until.last < site.library.today):
        last = words("services.until", date=words.partial(until)) if until else ""
        offer = words.joined((way.intro_offer.text.rstrip(".。"), last))
    return EngagementRow(
        name=way.name,
        terms=words.joined((price, way.duration)),
        includes=way.includes,
        offer=offer,
    )
