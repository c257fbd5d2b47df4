"""The parts pages are made of: tiles, proof lines, cards, quotes and the call to action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from proofolio.model.addresses import address_of, outcome_address
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.proof import Proof, best_outcome
from proofolio.model.record import Entry
from proofolio.model.service import Price, Service
from proofolio.model.testimonial import Testimonial
from proofolio.views.numbers import Figures, figures, short_result
from proofolio.views.site import Picture, Site

SHORT_NAME = 28
"""Longest title, in characters, that serves as the name of a project in a proof line."""
STALE_DAYS = 45
"""After so many days numbers about availability are no longer shown."""
PULL_QUOTE_WORDS = 40


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; an address of this site is relative to its root."""

    label: str
    address: str = ""


@dataclass(frozen=True)
class ProofLine:
    """Who checked something, always said in words, and where to see it."""

    by: str
    """`self` is drawn open; anything else filled."""
    link: Link | None = None
    verified: str = ""
    """"verified by the client"."""
    before: str = ""
    """Words before the link: "Service:"."""
    after: str = ""
    """Words at the end."""


@dataclass(frozen=True)
class Tile:
    """One result: what, from where to where, and the proof."""

    id: str
    metric: str
    figures: Figures
    sentence: str
    notes: str
    """Baseline, period, method and "an estimate", in small print."""
    proof: ProofLine


@dataclass(frozen=True)
class Card:
    """A project in a listing."""

    address: str
    title: str
    result: str
    meta: str
    picture: Picture
    proof: ProofLine | None
    is_draft: bool
    facets: str
    """Space-separated `facet:slug` pairs for the filter."""
    quote: Quote | None = None


@dataclass(frozen=True)
class Quote:
    """A testimonial as it may be shown."""

    id: str
    text: str
    who: str
    """Name, or role where the name is not shown."""
    about: str
    """Role, organisation, relation and year."""
    portrait: Picture | None
    thumb: Picture | None
    """Cover of the work it is about, where there is no portrait."""
    proof: ProofLine | None
    lang: str
    url: str
    """Where the speaker can be found."""
    incentive: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Availability:
    """Whether there is time."""

    status: str
    lead: str
    """The few words that matter most."""
    rest: str
    stated: str


@dataclass(frozen=True)
class CallToAction:
    """The one call to action, in the same words everywhere."""

    heading: str
    lead: str
    button: Link
    email: str
    availability: Availability | None
    answers: str


@dataclass(frozen=True)
class ServiceRow:
    """A service in a listing."""

    address: str
    name: str
    summary: str
    price: str
    duration: str


def project_name(project: Project) -> str:
    """A short name for proof lines: the title, or the id in words where that is long."""
    if len(project.title) <= SHORT_NAME:
        return project.title
    words = project.id.replace("-", " ")
    return words[:1].upper() + words[1:]


def tile(site: Site, project: Project, outcome: Outcome, *, own_page: bool) -> Tile | None:
    """A tile for an outcome; none where it may not be told."""
    if outcome.disclosure == "hidden":
        return None
    shown = figures(outcome, site.words)
    if not outcome.is_sentence and not shown.value:
        return None
    return Tile(
        id=f"outcome-{outcome.key}",
        metric=outcome.metric,
        figures=shown,
        sentence=outcome.sentence,
        notes=_notes(site, outcome),
        proof=outcome_proof(site, project, outcome, own_page=own_page),
    )


def tiles(site: Site, project: Project) -> tuple[Tile, ...]:
    """All tiles of a project, for its own page."""
    made = (tile(site, project, outcome, own_page=True) for outcome in project.outcomes)
    return tuple(t for t in made if t)


def outcome_proof(site: Site, project: Project, outcome: Outcome, *, own_page: bool) -> ProofLine:
    """Who checked an outcome, with the link to the place that shows its number."""
    verified = site.words(f"verified_{outcome.verified_by}")
    if not own_page:
        link = Link(project_name(project), outcome_address(project, outcome))
        return ProofLine(outcome.verified_by, link, verified)
    return ProofLine(outcome.verified_by, _own_evidence(site, project, outcome), verified)


def _own_evidence(site: Site, project: Project, outcome: Outcome) -> Link | None:
    name = outcome.cell_reference
    notebook = site.notebook(project) if name else None
    for cell in notebook.cells if notebook else ():
        if name in cell.names or name == cell.anchor:
            return Link(site.words("see_cell"), f"{address_of(project)}#{cell.anchor}")
    outside = [ref for ref in outcome.evidence if ref.startswith(("http:", "https:"))]
    return Link(host_of(outside[0]), outside[0]) if outside else None


def _notes(site: Site, outcome: Outcome) -> str:
    words = site.words
    parts = []
    if outcome.baseline:
        parts.append(words("against", baseline=_inside(outcome.baseline)))
    if outcome.period:
        parts.append(f"{outcome.period.rstrip('.')}.")
    if outcome.method:
        parts.append(words("method", method=_inside(outcome.method)))
    if outcome.estimate:
        parts.append(words("estimate"))
    return " ".join(parts)


def _inside(text: str) -> str:
    """Text to stand within a sentence: without its full stop, its first letter lowered."""
    text = text.rstrip(". ")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def result_line(site: Site, project: Project) -> str:
    """The bold line of a card: the best outcome in words."""
    best = best_outcome(project)
    return short_result(best, site.words) if best else ""


def card(site: Site, project: Project, *, quote: bool = False) -> Card:
    """A project as a card."""
    best = best_outcome(project)
    proof = None
    if best:
        verified = site.words(f"verified_{best.verified_by}")
        proof = ProofLine(best.verified_by, None, verified[:1].upper() + verified[1:])
    meta = [", ".join(project.skills[:1]), ", ".join(project.tools[:2])]
    meta.append(str(project.year) if project.year else "")
    quotes = site.library.testimonials_for(project) if quote else ()
    return Card(
        address=address_of(project),
        title=project.title,
        result=result_line(site, project),
        meta=" · ".join(part for part in meta if part),
        picture=picture_of(site, project),
        proof=proof,
        is_draft=site.library.is_draft(project),
        facets="",
        quote=quote_view(site, quotes[0], short=True) if quotes else None,
    )


def picture_of(site: Site, project: Project) -> Picture:
    """Its own picture, else the first figure of its notebook, else a cover."""
    own = site.picture(project.image)
    if own:
        return own
    notebook = site.notebook(project)
    if notebook and notebook.first_figure:
        return notebook.first_figure
    return site.cover(project)


def quote_view(site: Site, testimonial: Testimonial, *, short: bool = False) -> Quote:
    """A testimonial with who said it; `short` takes the excerpt, for places with little room."""
    library = site.library
    about = [library.find("project", id) for id in testimonial.projects]
    project = next((p for p in about if isinstance(p, Project)), None)
    named = testimonial.show_as in ("full", "first_initial") and testimonial.author.name
    place = ", ".join(part for part in (testimonial.role, testimonial.organization) if part)
    year = str(testimonial.date.year) if testimonial.date else ""
    relation = site.words(f"testimonials.{testimonial.relation}")
    relation_year = ", ".join(part for part in (relation, year) if part)
    nameless = testimonial.role or site.words("testimonials.name_withheld")
    who = testimonial.author.name if named else nameless
    rest = place if named else testimonial.organization
    portrait = site.picture(testimonial.author.image) if named else None
    text = testimonial.text
    if short:
        text = testimonial.excerpt or _first_words(testimonial.text)
    return Quote(
        id=testimonial.id,
        text=text,
        who=who,
        about=". ".join(part for part in (rest, relation_year) if part) + ".",
        portrait=portrait,
        thumb=picture_of(site, project) if project and not portrait else None,
        proof=_quote_proof(site, testimonial, project),
        lang=testimonial.lang,
        url=testimonial.author.url if named else "",
        incentive=testimonial.incentive,
        is_wide=len(testimonial.text) > 110,
    )


def _first_words(text: str) -> str:
    words = text.split()
    if len(words) <= PULL_QUOTE_WORDS:
        return text
    return " ".join(words[:PULL_QUOTE_WORDS]).rstrip(",;:") + " …"


def _quote_proof(site: Site, testimonial: Testimonial, project: Project | None) -> ProofLine | None:
    words = site.words
    notes = []
    source = testimonial.source
    if source and source.kind:
        notes.append(words(f"testimonials.by_{source.kind}"))
    if testimonial.edited != "none":
        notes.append(words(f"testimonials.{testimonial.edited}"))
    link = Link(project_name(project), address_of(project)) if project else None
    if link:
        before = words("testimonials.about_work")
        after = ", ".join(notes)
        return ProofLine("client", link, "", before, after)
    if source and source.url:
        host = Link(host_of(source.url), source.url)
        return ProofLine("client", host, "", words("testimonials.read_at"), ", ".join(notes))
    return ProofLine("client", None, "", after=", ".join(notes)) if notes else None


def proof_line(site: Site, proof: Proof) -> ProofLine:
    """A proof as a line for the claim it backs."""
    words = site.words
    entry = proof.entry
    if entry is None:
        return ProofLine("third_party", Link(host_of(proof.address), proof.address))
    if isinstance(entry, Project):
        link = Link(project_name(entry), proof.address)
        result = short_result(proof.outcome, words) if proof.outcome else ""
        verified = words(f"verified_{proof.by}") if proof.by else ""
        return ProofLine(proof.by or "self", link, verified, after=result)
    if isinstance(entry, Testimonial):
        quote = quote_view(site, entry, short=True)
        return ProofLine("client", Link(quote.who, proof.address), after=quote.about.rstrip("."))
    title = str(getattr(entry, "title", entry.id))
    before = words(f"proof.{proof.kind}")
    return ProofLine(
        "self" if proof.kind == "post" else "third_party", Link(title, proof.address), before=before
    )


def availability(site: Site) -> Availability | None:
    """Whether there is time, with the day it was stated; old numbers are not shown."""
    stated = site.library.profile.availability
    if stated is None:
        return None
    words = site.words
    lead = stated.note or words(f"available_{stated.status}")
    rest: list[str] = []
    if stated.updated and (site.library.today - stated.updated.first).days > STALE_DAYS:
        rest.append(words("ask_availability"))
    elif stated.updated:
        if stated.start and stated.start.first > site.library.today:
            rest.append(words("available_from", date=words.partial(stated.start)))
        if stated.hours_per_week:
            rest.append(words("hours_a_week", hours=stated.hours_per_week))
        if stated.client_slots:
            slots = stated.client_slots
            rest.append(words.count("slots", slots.open, total=slots.total))
    day = words("stated_on", date=words.partial(stated.updated)) if stated.updated else ""
    return Availability(stated.status, lead.rstrip("."), ", ".join(rest), day)


def call_to_action(site: Site, *, heading: str = "", lead: str = "") -> CallToAction:
    """The call to action: one button, the address as text, availability."""
    profile = site.library.profile
    contact = profile.contact
    words = site.words
    routes = {
        "call": Link(words("book_call"), contact.booking_url),
        "form": Link(words("fill_form"), contact.form_url),
        "email": Link(words("send_email"), f"mailto:{profile.email}" if profile.email else ""),
    }
    wanted = [contact.preferred] if contact.preferred else []
    order = [*wanted, "call", "form", "email"]
    button = next((routes[name] for name in order if routes[name].address), Link(""))
    asked = words("cta_ask_for", things=", ".join(contact.ask_for)) if contact.ask_for else ""
    days = contact.response_days
    return CallToAction(
        heading=heading or words("cta_heading"),
        lead=lead or asked or words("cta_lead"),
        button=button,
        email=profile.email,
        availability=availability(site),
        answers=words.count("answers", days) if days else "",
    )


def price_text(site: Site, price: Price | None) -> str:
    """A price as it is to be shown; empty where there is none."""
    if price is None:
        return ""
    words = site.words
    if price.display == "on_request":
        return words("price_on_request")
    low, high = price.min, price.max
    amount = price.amount if price.amount is not None else low
    if amount is None:
        return ""
    text = words.money(amount, price.currency)
    if price.amount is None and low is not None and high is not None:
        text = words("to", low=text, high=words.money(high, price.currency))
    if price.per:
        text = words("price_per", price=text, unit=price.per)
    is_lower_bound = price.display == "from" or (price.amount is None and high is None)
    return words("price_from", price=text) if is_lower_bound else text


def service_row(site: Site, service: Service) -> ServiceRow:
    """A service as a row."""
    return ServiceRow(
        address=address_of(service),
        name=service.name,
        summary=service.summary,
        price=price_text(site, service.price),
        duration=service.duration,
    )


def ribbon(site: Site, entry: Entry) -> str:
    """What stands above a page that is a draft or archived; else empty."""
    if site.library.is_draft(entry):
        return site.words("draft_ribbon")
    return site.words("archived_ribbon") if entry.status == "archived" else ""


def host_of(address: str) -> str:
    """The host of an address, without `www.`."""
    rest = address.partition("://")[2] or address.partition(":")[2] or address
    return rest.partition("/")[0].removeprefix("www.")


def day_text(site: Site, moment: dt.datetime | None) -> str:
    """A short date; empty without one."""
    return site.words.short_date(moment.date()) if moment else ""
