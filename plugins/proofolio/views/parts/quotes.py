"""Testimonials as quotes: the words, and who said them as far as that may be shown."""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofolio.model.addresses import address_of
from proofolio.model.project import Project
from proofolio.model.testimonial import Testimonial
from proofolio.views.parts.links import Link, ProofLine, host_of, project_name
from proofolio.views.parts.pictures import picture_of
from proofolio.views.parts.results import confirmed_by
from proofolio.views.site import Picture, Site

PULL_QUOTE_WORDS = 40


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
    notes: str = ""
    """How the words came, and what was changed: "By e-mail, shortened."."""
    incentive: str = ""
    confirms: tuple[str, ...] = ()
    """Results whose numbers this person confirmed."""
    is_wide: bool = False


def quote_view(site: Site, testimonial: Testimonial, *, short: bool = False) -> Quote:
    """A testimonial with who said it; `short` takes the excerpt, for places with little room."""
    library = site.library
    about = [library.find("project", id) for id in testimonial.projects]
    project = next((p for p in about if isinstance(p, Project)), None)
    named = testimonial.show_as in ("full", "first_initial") and testimonial.author.name
    place = site.words.joined((testimonial.role, testimonial.organization))
    year = str(testimonial.date.year) if testimonial.date else ""
    relation = site.words(f"testimonials.{testimonial.relation}")
    relation_year = site.words.joined((relation, year))
    is_anonymous = testimonial.show_as == "anonymous"
    nameless = "" if is_anonymous else testimonial.role
    who = testimonial.author.name if named else nameless
    rest = "" if is_anonymous else place if named else testimonial.organization
    notes = _notes(site, testimonial)
    portrait = site.picture(testimonial.author.image) if named else None
    text = testimonial.text
    if short:
        text = testimonial.excerpt or _first_words(testimonial.text)
    return Quote(
        id=testimonial.id,
        text=text,
        who=who or site.words("testimonials.name_withheld"),
        about=" ".join(site.words("sentence", text=part) for part in (rest, relation_year) if part),
        portrait=portrait,
        thumb=replace(picture_of(site, project), alt="") if project and not portrait else None,
        proof=_quote_proof(site, testimonial, project, notes),
        lang=testimonial.lang,
        url=testimonial.author.url if named else "",
        notes=site.words("sentence", text=notes[:1].upper() + notes[1:]) if notes else "",
        incentive=testimonial.incentive,
        confirms=() if short else confirmed_by(site, testimonial),
        is_wide=len(testimonial.text) > 110,
    )


def _first_words(text: str) -> str:
    words = text.split()
    if len(words) <= PULL_QUOTE_WORDS:
        return text
    return " ".join(words[:PULL_QUOTE_WORDS]).rstrip(",;:") + " …"


def _notes(site: Site, testimonial: Testimonial) -> str:
    notes = []
    if testimonial.source and testimonial.source.kind:
        notes.append(site.words(f"testimonials.by_{testimonial.source.kind}"))
    if testimonial.edited != "none":
        notes.append(site.words(f"testimonials.{testimonial.edited}"))
    return site.words.joined(notes)


def _quote_proof(
    site: Site, testimonial: Testimonial, project: Project | None, notes: str
) -> ProofLine | None:
    words, source = site.words, testimonial.source
    if project:
        link = Link(project_name(project), address_of(project))
        return ProofLine(link=link, before=words("testimonials.about_work"), after=notes)
    if source and source.url:
        host = Link(host_of(source.url), source.url)
        return ProofLine(link=host, before=words("testimonials.read_at"), after=notes)
    return ProofLine(after=notes[:1].upper() + notes[1:]) if notes else None
