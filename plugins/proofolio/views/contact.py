"""The one call to action, and whether there is time."""

from __future__ import annotations

from dataclasses import dataclass

from proofolio.model.profile import TAKEN
from proofolio.views.links import Link
from proofolio.views.site import Site

STALE_DAYS = 45
"""After so many days numbers about availability are no longer shown."""

_LABELS = {"call": "book_call", "form": "fill_form", "email": "send_email"}


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
        # A note usually says already from when.
        if stated.start and not stated.note and stated.start.first > site.library.today:
            rest.append(words("available_from", date=words.partial(stated.start)))
        if stated.hours_per_week:
            rest.append(words("hours_a_week", hours=stated.hours_per_week))
        if stated.client_slots:
            slots = stated.client_slots
            rest.append(words.count("slots", slots.open, total=slots.total))
    day = words("stated_on", date=words.partial(stated.updated)) if stated.updated else ""
    return Availability(stated.status, lead.rstrip(".。"), words.joined(rest), day)


def call_to_action(site: Site, *, heading: str = "", lead: str = "") -> CallToAction:
    """The call to action: one button, the address as text, availability.

    Whoever is booked or closed offers no call, and says so in place of the usual words.
    """
    profile = site.library.profile
    contact = profile.contact
    words = site.words
    status = closed_status(site)
    if status:
        heading, lead = words(f"cta_heading_{status}"), words(f"cta_lead_{status}")
    asked = words("cta_ask_for", things=words.listed(contact.ask_for)) if contact.ask_for else ""
    days = contact.response_days
    return CallToAction(
        heading=heading or words("cta_heading"),
        lead=lead or asked or words("cta_lead"),
        button=_button(site, status),
        email=profile.email,
        availability=availability(site),
        answers=words.count("answers", days) if days else "",
    )


def closed_status(site: Site) -> str:
    """`waitlist`, `referral_only` or `closed`; empty for whoever takes on new work."""
    stated = site.library.profile.availability
    return stated.status if stated and stated.status in TAKEN else ""


def routes_of(site: Site) -> tuple[Link, ...]:
    """Every way to reach the author; no call where none is on offer."""
    addresses, email = _addresses(site), site.library.profile.email
    labels = {**{key: site.words(word) for key, word in _LABELS.items()}, "email": email}
    return tuple(
        Link(labels[route], address)
        for route, address in addresses.items()
        if address and not (route == "call" and closed_status(site))
    )


def _addresses(site: Site) -> dict[str, str]:
    contact, email = site.library.profile.contact, site.library.profile.email
    return {
        "call": contact.booking_url,
        "form": contact.form_url,
        "email": f"mailto:{email}" if email else "",
    }


def _button(site: Site, status: str) -> Link:
    words, addresses = site.words, _addresses(site)
    preferred = site.library.profile.contact.preferred
    wanted = [preferred] if preferred else []
    order = ["form", "email"] if status else [*wanted, "call", "form", "email"]
    route = next((route for route in order if addresses[route]), "")
    if not route:
        return Link("")
    return Link(words(f"button_{status}" if status else _LABELS[route]), addresses[route])
