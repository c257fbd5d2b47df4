"""Facts and links beside a case study: for whom, by whom, when and with what."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.link_kinds import place_name
from proofolio.model.project import Client, Collaborator, Project
from proofolio.model.record import Link as OutsideLink
from proofolio.views.numbers import file_size
from proofolio.views.parts.links import Link, day_text, host_of
from proofolio.views.parts.notebook_links import notebook_links
from proofolio.views.parts.reach import topic_links
from proofolio.views.site import NotebookView, Site
from proofolio.views.words import Words

BEFORE = ("problem", "data", "approach")
AFTER = ("result", "limitations", "learned", "next")
"""Fields with a heading of their own, before and after the evidence."""
HIGHLIGHT = "highlight"
"""Tag of the notebook's cells that stand in the evidence."""


@dataclass(frozen=True)
class Fact:
    """A term with its values; those that have an address lead there."""

    term: str
    values: tuple[Link, ...]


def project_facts(site: Site, project: Project) -> tuple[Fact, ...]:
    """What is known of a project, in the order in which a client asks."""
    values = {
        "client": (Link(client_text(project.client)),) if project.client else (),
        "role": (Link(project.role),),
        "team": (Link(project.team_size),),
        "with": tuple(_collaborator(person, site.words) for person in project.collaborators),
        "when": (Link(period_text(site, project)),),
        "effort": (Link(project.effort),),
        "methods": topic_links(site, project.skills),
        "tools": topic_links(site, project.tools),
        "industries": topic_links(site, project.industries),
        "tags": topic_links(site, project.tags),
        "license": (Link(project.license),),
        "published": (Link(day_text(site, project.date)),),
        "updated": (Link(day_text(site, project.updated)),),
        "original": tuple(_original(project)),
    }
    facts = (
        Fact(site.words(f"project.{name}"), tuple(value for value in found if value.label))
        for name, found in values.items()
    )
    return tuple(fact for fact in facts if fact.values)


def client_text(client: Client) -> str:
    """The client as far as it may be told; the name only where that is agreed."""
    if client.disclosure == "hidden":
        return ""
    if client.disclosure == "sector_only":
        return client.sector
    if client.disclosure == "described":
        parts = [client.public_name or client.sector]
    else:
        parts = [client.name or client.public_name, client.sector]
    text = ""
    for part in (*parts, client.region, client.size):
        if part.casefold() not in text.casefold():
            text = f"{text}, {part}" if text else part
    return text


def client_name(client: Client) -> str:
    """What the client is called, as far as it may be told."""
    if client.disclosure == "named":
        return client.name or client.public_name
    return client.public_name if client.disclosure == "described" else ""


def period_text(site: Site, project: Project) -> str:
    """When the work was done: `September 2024 to July 2025`."""
    words, start, end = site.words, project.start, project.end
    if start and end and start != end:
        return words("period", start=words.partial(start), end=words.partial(end))
    if start and not end:
        return words("ongoing", start=words.partial(start))
    return words.partial(end) if end else ""


def project_links(site: Site, project: Project, notebook: NotebookView | None) -> tuple[Link, ...]:
    """The notebook's file, then what the author links."""
    own: tuple[Link, ...] = ()
    if notebook and notebook.download:
        size = file_size(notebook.size, site.words)
        own = (Link(site.words("project.notebook_file", size=size), notebook.download),)
    own += notebook_links(site, project)
    return own + tuple(outside_link(site, link) for link in project.links)


def outside_link(site: Site, link: OutsideLink) -> Link:
    """A link that says what is there, and where: `Code: loadkit`, `Slides on slides.example`."""
    words = site.words
    kind = words(f"links.{link.kind}") if link.kind else ""
    host = place_name(link.url)
    if link.label:
        has_kind = kind.casefold() in link.label.casefold()
        label = link.label if has_kind else words("links.labelled", kind=kind, label=link.label)
        return Link(label, link.url)
    return Link(words("links.at", kind=kind, host=host) if kind else host, link.url)


def _collaborator(person: Collaborator, words: Words) -> Link:
    label = words.joined((person.name, person.role))
    if person.contribution:
        label = words("metric", metric=label, value=person.contribution.rstrip(".。"))
    return Link(label, person.url)


def _original(project: Project) -> list[Link]:
    addresses = dict.fromkeys([project.source, project.canonical_url])
    return [Link(host_of(address), address) for address in addresses if address]


def project_summary(site: Site, project: Project) -> str:
    """What it is about: as written, else its first paragraph."""
    if project.summary or project.subtitle:
        return project.summary or project.subtitle
    text = site.prose(project).text
    notebook = None if text else site.notebook(project)
    return text or (notebook.summary if notebook else "")
