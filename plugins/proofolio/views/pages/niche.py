"""A niche's own page: everything that proves the author knows it, strongest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from proofolio.model.addresses import PROJECTS, SERVICES, TESTIMONIALS, address_of
from proofolio.model.mark import LEVELS
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.proof import Proof, proofs_of
from proofolio.model.record import Entry
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.cards import Card, card
from proofolio.views.parts.contact import CallToAction, call_to_action
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.facts import Fact, facts_of
from proofolio.views.parts.links import Link
from proofolio.views.parts.niches import promise_of
from proofolio.views.parts.offers import ClaimRow, claim_rows
from proofolio.views.parts.outcomes import Tile, tile
from proofolio.views.parts.posts import PostRow, newest_day, post_row
from proofolio.views.parts.prices import ServiceRow, service_row
from proofolio.views.parts.questions import Answer, answers_of
from proofolio.views.parts.quote_cards import QuoteCard, in_rows, quote_card
from proofolio.views.parts.reach import is_reachable, reachable
from proofolio.views.parts.rows import Section, row_sections
from proofolio.views.plan import PagePlan
from proofolio.views.site import Html, Picture, Site

STRIP_TILES = 4
SHOWN_PROJECTS = 6
SHOWN_QUOTES = 4
SHOWN_POSTS = 5
SHOWN_ROWS = 3


@dataclass(frozen=True)
class NicheView:
    """The page of a niche."""

    name: str
    parent: Link | None
    heading: str
    summary: Html
    lead: str
    """Problem and outcome, where there is no summary."""
    picture: Picture | None
    facts: tuple[Fact, ...]
    """For whom, the problem, and what a client has afterwards."""
    tiles: tuple[Tile, ...]
    problems: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    projects: tuple[Card, ...]
    more_projects: Link | None
    quotes: tuple[QuoteCard, ...]
    more_quotes: Link | None
    services: tuple[ServiceRow, ...]
    why_me: Html
    footnotes: Html
    posts: tuple[PostRow, ...]
    further: tuple[Section, ...]
    answers: tuple[Answer, ...]
    cta: CallToAction


def niche_plans(site: Site) -> Iterator[PagePlan]:
    """A page for each niche that has one."""
    library = site.library
    for niche in library.all(Niche):
        if not library.has_page(niche):
            continue
        entries = (*library.about(Project, niche), *library.about(Post, niche))
        by = site.words("niche.by", niche=niche.name, name=library.profile.name)
        yield PagePlan(
            address=address_of(niche),
            kind="niche",
            title=niche.name,
            description=describe(niche.headline, niche.outcome, niche.problem, by),
            entry=niche,
            is_listed=niche.status != "unlisted",
            updated=newest_day(entries),
        )


def niche_view(site: Site, plan: PagePlan) -> NicheView:
    """The page of the niche that the plan names."""
    niche = plan.entry
    assert isinstance(niche, Niche)
    library, words = site.library, site.words
    proofs = _checked_first(proofs_of(library, niche))
    projects = [proof.entry for proof in proofs if isinstance(proof.entry, Project)]
    quotes = [proof.entry for proof in proofs if isinstance(proof.entry, Testimonial)]
    written = {p.entry.id for p in reachable(site, proofs) if isinstance(p.entry, Post)}
    posts = [post for post in library.all(Post) if post.id in written]
    further = partial(_further, site, niche, proofs)
    prose = site.prose(niche)
    services = library.about(Service, niche)
    return NicheView(
        name=niche.name,
        parent=Link(words("services"), SERVICES) if _has_services(site) else None,
        heading=niche.headline,
        summary=prose.fields.get("summary", ""),
        lead=_lead(site, niche),
        picture=site.picture(niche.image),
        facts=facts_of(site, "niche", who=niche.who, problem=niche.problem, outcome=niche.outcome),
        tiles=_tiles(site, proofs),
        problems=niche.problems,
        claims=claim_rows(site, niche.claims, at_least=niche.min_evidence),
        projects=tuple(card(site, project) for project in projects[:SHOWN_PROJECTS]),
        more_projects=_all_projects(site) if len(projects) > SHOWN_PROJECTS else None,
        quotes=in_rows([quote_card(site, quote) for quote in quotes[:SHOWN_QUOTES]]),
        more_quotes=_all_quotes(site) if len(quotes) > SHOWN_QUOTES else None,
        services=tuple(service_row(site, service) for service in services),
        why_me=prose.fields.get("why_me", ""),
        footnotes=prose.fields.get("footnotes", ""),
        posts=tuple(post_row(site, post) for post in posts[:SHOWN_POSTS]),
        further=tuple(row_sections(site, "niche", further)),
        answers=answers_of(site, (niche,)),
        cta=call_to_action(site, about=plan.title),
    )


def _checked_first(proofs: tuple[Proof, ...]) -> tuple[Proof, ...]:
    """Strongest first; among equals what somebody else checked, then what was measured at all."""
    return tuple(sorted(proofs, key=lambda p: (-p.strength, _rank(p))))


def _rank(proof: Proof) -> int:
    """How much the mark of its result says; without a result less than any."""
    return proof.mark.rank if proof.mark else len(LEVELS)


def _further(
    site: Site, niche: Niche, proofs: tuple[Proof, ...], record: type[Entry]
) -> tuple[Entry, ...]:
    """Entries of a kind that belong to the niche, and those that its claims cite, in order."""
    said = {p.entry.id for p in proofs if isinstance(p.entry, record)}
    said |= {entry.id for entry in site.library.about(record, niche)}
    found = (entry for entry in site.library.all(record) if entry.id in said)
    return tuple(found)[:SHOWN_ROWS]


def _has_services(site: Site) -> bool:
    return bool(site.library.listed(Service)) and is_reachable(site, SERVICES)


def _lead(site: Site, niche: Niche) -> str:
    if niche.summary:
        return ""
    return promise_of(site, niche)


def _tiles(site: Site, proofs: tuple[Proof, ...]) -> tuple[Tile, ...]:
    """The loudest result of each project, as far as it may be told."""
    made = (
        tile(site, proof.entry, proof.outcome, own_page=False)
        for proof in proofs
        if isinstance(proof.entry, Project) and proof.outcome
    )
    return tuple(t for t in made if t)[:STRIP_TILES]


def _all_projects(site: Site) -> Link:
    count = len(site.library.listed(Project))
    return Link(site.words.count("all_projects", count), PROJECTS)


def _all_quotes(site: Site) -> Link | None:
    count = len(site.library.listed(Testimonial))
    label = site.words.count("testimonials_page.all", count)
    return Link(label, TESTIMONIALS) if is_reachable(site, TESTIMONIALS) else None
