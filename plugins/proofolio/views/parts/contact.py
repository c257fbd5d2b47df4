"""The one call to action, and whether there is time."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from proofolio.model.profile import TAKEN
from proofolio.views.goals import goal_words
from proofolio.views.parts.links import Link
from proofolio.views.site import Site

STALE_DAYS = 45
"""After so many days numbers about availability are no longer shown."""

CARD = "contact.vcf"
"""Where the entry for an address book is."""

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
    mail: str
    """Address that begins a message about this page."""
    availability: Availability | None
    answers: str
    card: Link | None
    """The author for the address book of a phone."""


def availability(site: Site) -> Availability | None:
    """Whether there is time, with the day it was stated; old numbers are not shown."""
    stated = site.library.profile.availability
    if stated is None:
        return None
    words = site.words
    lead = stated.note or goal_words(site, f"available_{stated.status}")
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


def call_to_action(
    site: Site, *, about: str = "", heading: str = "", lead: str = ""
) -> CallToAction:
    """The call to action: one button, the address as text, availability.

    `about` is what a message will say it is about: the page, or the offer. Whoever is booked or
    closed offers no call, and says so in place of the usual words.
    """
    profile = site.library.profile
    contact = profile.contact
    words = site.words
    status = closed_status(site)
    if status:
        heading = goal_words(site, f"cta_heading_{status}")
        lead = goal_words(site, f"cta_lead_{status}")
    asked = words("cta_ask_for", things=words.listed(contact.ask_for)) if contact.ask_for else ""
    days = contact.response_days
    return CallToAction(
        heading=heading or goal_words(site, "cta_heading"),
        lead=lead or asked or goal_words(site, "cta_lead"),
        button=_button(site, status, about),
        email=profile.email,
        mail=mail_address(site, about),
        availability=availability(site),
        answers=words.count("answers", days) if days else "",
        card=card_link(site),
    )


def closed_status(site: Site) -> str:
    """`waitlist`, `referral_only` or `closed`; empty for whoever takes on new work."""
    stated = site.library.profile.availability
    return stated.status if stated and stated.status in TAKEN else ""


def routes_of(site: Site, about: str = "") -> tuple[Link, ...]:
    """Every way to reach the author; no call where none is on offer."""
    addresses, email = _addresses(site, about), site.library.profile.email
    labels = {**{key: site.words(word) for key, word in _LABELS.items()}, "email": email}
    return tuple(
        Link(labels[route], address)
        for route, address in addresses.items()
        if address and not (route == "call" and closed_status(site))
    )


def mail_address(site: Site, about: str = "") -> str:
    """The address that begins a message, with a subject that says what it is about."""
    email = site.library.profile.email
    subject = quote(site.words("mail_subject", page=about), safe="") if about else ""
    return f"mailto:{email}" + (f"?subject={subject}" if subject else "") if email else ""


def card_link(site: Site) -> Link | None:
    """The author for an address book; none where there is no address or number to keep."""
    profile = site.library.profile
    has_phone = profile.phone and "phone" in profile.public
    return Link(site.words("save_contact"), CARD) if profile.email or has_phone else None


def _addresses(site: Site, about: str) -> dict[str, str]:
    contact = site.library.profile.contact
    return {
        "call": contact.booking_url,
        "form": contact.form_url,
        "email": mail_address(site, about),
    }


def _button(site: Site, status: str, about: str) -> Link:
    addresses = _addresses(site, about)
    preferred = site.library.profile.contact.preferred
    wanted = [preferred] if preferred else []
    order = ["form", "email"] if status else [*wanted, "call", "form", "email"]
    route = next((route for route in order if addresses[route]), "")
    if not route:
        return Link("")
    key = f"button_{status}" if status else _LABELS[route]
    return Link(goal_words(site, key), addresses[route])
