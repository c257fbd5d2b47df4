"""The foot of every page: who, where else, how to reach the author, and how old the content is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from proofolio.views.parts.contact import card_link, closed_status, mail_address
from proofolio.views.parts.cv import cv_link
from proofolio.views.parts.links import Link
from proofolio.views.plan import PagePlan
from proofolio.views.plans import PAGES
from proofolio.views.site import Site

FURTHER = sorted((page for page in PAGES if page.footer), key=lambda page: page.footer)
"""Pages that stand in the footer and not in the header."""


@dataclass(frozen=True)
class Footer:
    """What the footer says."""

    about: str
    further: tuple[Link, ...]
    elsewhere: tuple[Link, ...]
    contact: tuple[Link, ...]
    stated: str

    def as_links(
        self, relative: Callable[[str], str], nav: Sequence[dict[str, str]]
    ) -> dict[str, Any]:
        """The footer with addresses as seen from a page."""

        def entry(link: Link) -> dict[str, str]:
            outside = ":" in link.address or not link.address
            return {
                "title": link.label,
                "url": link.address if outside else relative(link.address),
            }

        below = {relative(link.address) for link in self.further}
        own = [
            {"title": item["title"], "url": item["url"]} for item in nav if item["url"] not in below
        ]
        return {
            "about": self.about,
            "site": own + [entry(link) for link in self.further],
            "elsewhere": [entry(link) for link in self.elsewhere],
            "contact": [entry(link) for link in self.contact],
            "stated": self.stated,
        }


def footer_view(
    site: Site, plans: Mapping[str, PagePlan], own: tuple[Link, ...] = (), about: str = ""
) -> Footer:
    """The footer of a site with these pages, by address, and the author's `own` besides.

    `about` is the page it stands on, which a message then names.
    """
    profile = site.library.profile
    words = site.words
    place = words.joined((profile.label, profile.location.city))
    contact = [Link(profile.email, mail_address(site, about))] if profile.email else []
    if profile.contact.booking_url and not closed_status(site):
        contact.append(Link(words("book_call"), profile.contact.booking_url))
    if card := card_link(site):
        contact.append(card)
    if profile.contact.response_days:
        contact.append(Link(words.count("answers", profile.contact.response_days)))
    found = (plans.get(page.address or "") for page in FURTHER)
    further = [Link(plan.title, plan.address) for plan in found if plan and plan.is_listed]
    if cv := cv_link(site):
        further.append(cv)
    stated = profile.availability.updated if profile.availability else None
    return Footer(
        about=place,
        further=(*further, *own),
        elsewhere=tuple(Link(account.name, account.url) for account in profile.profiles),
        contact=tuple(contact),
        stated=words("content_of", date=words.partial(stated)) if stated else "",
    )
