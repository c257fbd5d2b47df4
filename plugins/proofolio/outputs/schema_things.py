"""Entries in schema.org's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from proofolio.model.addresses import SERVICES, address_of
from proofolio.model.kinds import AnyEntry
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.publication import Publication
from proofolio.model.service import Price, Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial
from proofolio.model.topics import topics_of
from proofolio.outputs.schema_page import Node, SchemaPage, typed
from proofolio.views.parts.prices import price_text
from proofolio.views.parts.publications import is_own_name, names_of

EVENTS = frozenset({"talk", "workshop", "panel", "meetup", "lecture", "webinar"})
"""Kinds of appearances that take place at a time; episodes and interviews do not."""


PUBLISHED = {
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
}
"""What publications are that are no articles."""


def entry_node(page: SchemaPage, entry: AnyEntry) -> Node | None:
    """An entry; none for what is no thing of its own there: quotes of oneself are no reviews."""
    if isinstance(entry, Project):
        return project_node(page, entry)
    if isinstance(entry, Post):
        return post_node(page, entry)
    if isinstance(entry, Service):
        return service_node(page, entry)
    if isinstance(entry, Publication):
        return publication_node(page, entry)
    if isinstance(entry, Talk):
        return event_node(page, entry)
    if isinstance(entry, Niche | Testimonial):
        return None
    assert_never(entry)


def post_node(page: SchemaPage, post: Post) -> Node:
    """A post."""
    own_name = page.site.library.profile.name
    authors = [
        page.author if name == own_name else {"@type": "Person", "name": name}
        for name in post.authors
    ]
    return {
        "@type": "BlogPosting",
        "@id": f"{page.url}#post",
        "headline": post.title,
        **_written(page, post),
        "author": authors or page.author,
    }


def project_node(page: SchemaPage, project: Project) -> Node:
    """A case study; where its code can be read, the code. The client is never named here."""
    repository = next((link.url for link in project.links if link.kind == "repo"), "")
    return {
        "@type": "SoftwareSourceCode" if repository else "CreativeWork",
        "@id": f"{page.url}#work",
        "name": project.title,
        **_written(page, project),
        "codeRepository": page.whole(repository),
        "creator": page.author,
        "contributor": [
            typed("Person", name=person.name, url=page.whole(person.url))
            for person in project.collaborators
        ],
        "license": typed("CreativeWork", name=project.license),
    }


def _written(page: SchemaPage, entry: Post | Project) -> Node:
    return {
        "description": page.description,
        "url": page.url,
        "mainEntityOfPage": {"@id": f"{page.url}#page"},
        "image": page.image,
        "datePublished": entry.date.isoformat() if entry.date else "",
        "dateModified": entry.updated.isoformat() if entry.updated else "",
        "keywords": list(topics_of(entry)),
        "inLanguage": page.language,
    }


def service_node(page: SchemaPage, service: Service) -> Node:
    """A service with the prices that are shown."""
    address = page.whole(address_of(service))
    return {
        "@type": "Service",
        "@id": address,
        "name": service.name,
        "description": service.summary,
        "url": address,
        "provider": page.author,
        "audience": typed("Audience", audienceType="; ".join(service.audience)),
        "offers": list(_offers(page, service)),
    }


def _offers(page: SchemaPage, service: Service) -> Iterator[Node]:
    """Each way of working with its price, and the service's own price where that is another."""
    told = []
    for name, price in (*((w.name, w.price) for w in service.engagements), ("", service.price)):
        specification = price_specification(page, price) if price else None
        if specification is None or (not name and specification in told):
            continue
        told.append(specification)
        yield {
            "@type": "Offer",
            "name": name,
            "priceSpecification": specification,
            "url": page.whole(SERVICES),
        }


def price_specification(page: SchemaPage, price: Price) -> Node | None:
    """A price as it is shown; none where it is told on request only."""
    if price.display == "on_request" or not price_text(page.site, price) or not price.currency:
        return None
    amount, low, high = price.amount, price.min, price.max
    if price.display == "from" or (amount is None and high is None):
        amount, low, high = None, (low if amount is None else amount), None
    elif amount is not None:
        low = high = None
    figures = {"price": amount, "minPrice": low, "maxPrice": high}
    return {
        "@type": "UnitPriceSpecification" if price.per else "PriceSpecification",
        **{key: format(figure, "f") for key, figure in figures.items() if figure is not None},
        "priceCurrency": price.currency,
        "unitText": price.per,
    }


def publication_node(page: SchemaPage, paper: Publication) -> Node:
    """A publication, by the address that the field knows it by."""
    address = page.whole(address_of(paper))
    kind = PUBLISHED.get(paper.type or "", "ScholarlyArticle")
    is_part = paper.type in (None, "article", "conference", "chapter")
    names = names_of(page.site.library.profile)
    return {
        "@type": kind,
        "@id": address,
        "name": paper.title,
        "url": address,
        "abstract": paper.summary,
        "author": [
            page.author if is_own_name(author.name, names) else _person(author.name)
            for author in paper.named
        ]
        or page.author,
        "editor": [_person(name) for name in paper.editors],
        "datePublished": paper.date.iso if paper.date else "",
        "isPartOf": typed("CreativeWork", name=paper.venue) if is_part else None,
        "publisher": typed("Organization", name=paper.press or ("" if is_part else paper.venue)),
        "identifier": paper.doi_address,
        "sameAs": [found for found in (paper.arxiv_address, page.whole(paper.url)) if found],
        "codeRepository": page.whole(paper.code) if kind == "SoftwareSourceCode" else "",
        "pagination": paper.pages,
        "award": paper.award,
        "isbn": paper.isbn if kind == "Book" else "",
        "keywords": list(topics_of(paper)),
        "inLanguage": paper.lang or page.language,
    }


def _person(name: str) -> Node:
    return {"@type": "Person", "name": name}


def event_node(page: SchemaPage, talk: Talk) -> Node | None:
    """An appearance on a day at a place; none where either is not known."""
    place = _place(page, talk)
    if talk.kind not in EVENTS or place is None or talk.start.day is None:
        return None
    is_online = place["@type"] == "VirtualLocation"
    address = page.whole(address_of(talk))
    given = talk.event
    holder = typed(
        "Organization",
        name=(given.organizer or given.name) if given else "",
        url=page.whole(given.url) if given else "",
    )
    return {
        "@type": "Event",
        "@id": address,
        "name": talk.title,
        "url": address,
        "startDate": talk.start.iso,
        "endDate": talk.end.iso if talk.end and talk.end.day else "",
        "eventAttendanceMode": "https://schema.org/"
        + ("OnlineEventAttendanceMode" if is_online else "OfflineEventAttendanceMode"),
        "location": place,
        "organizer": page.author if talk.role == "organizer" else holder,
        "performer": None if talk.role == "organizer" else page.author,
    }


def _place(page: SchemaPage, talk: Talk) -> Node | None:
    if talk.location.casefold() != "online":
        return typed("Place", name=talk.location, address=talk.location)
    links = [talk.event.url] if talk.event else []
    url = next((url for url in [*links, *(link.url for link in talk.links)] if url), "")
    return typed("VirtualLocation", url=page.whole(url))
