"""Niches that nothing belongs to, and ways to book a call that remain while nothing is taken on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.profile import TAKEN
from proofolio.model.project import Project
from proofolio.model.record import Entry
from proofolio.model.service import Service
from proofolio.problems import Level, Problem


def check_offers(records: Records, library: Library) -> Iterator[Problem]:
    """What an author should know about her services and niches as they stand together."""
    for niche in library.listed(Niche):
        yield from _niche(niche, records, library)
    if not _status(library):
        return
    for service in library.listed(Service):
        if service.cta and service.cta.url:
            text = (
                f"this button is not shown while `availability` is `{_status(library)}`; the "
                "others say what is possible now."
            )
            yield _problem("cta-not-shown", text, service, "cta", Level.NOTE)
    sold: tuple[Service | Niche, ...] = (
        *library.listed(Service),
        *library.listed(Niche),
    )
    for entry in sold:
        for field, text in _texts(entry):
            for address in _booking(library):
                if address in text:
                    yield _problem("booking-link", _still(address, library), entry, field)


def check_page(text: str, path: str, library: Library) -> Iterator[Problem]:
    """A problem for each line of an author's own page that leads to a call nobody can book."""
    if not _status(library):
        return
    addresses = _booking(library)
    for number, line in enumerate(text.splitlines(), 1):
        for address in addresses:
            if address in line:
                yield Problem("booking-link", _still(address, library), path, number)


def _niche(niche: Niche, records: Records, library: Library) -> Iterator[Problem]:
    entries: tuple[Service | Project, ...] = (*records.all(Service), *records.all(Project))
    if not any(niche.id in entry.niches for entry in entries):
        text = (
            "no service and no project names this niche, so it has no page. Write "
            f"`niches: [{niche.id}]` in those that belong to it."
        )
        yield _problem("niche-without-work", text, niche, "")
    elif not library.has_page(niche):
        text = "this niche has no page, since nothing that names it is published yet."
        yield _problem("niche-without-work", text, niche, "", Level.NOTE)
    elif library.all(Service) and not library.about(Service, niche):
        text = (
            "no published service names this niche, so its page offers nothing. Write "
            f"`niches: [{niche.id}]` in a service."
        )
        yield _problem("niche-without-service", text, niche, "", Level.NOTE)


def _status(library: Library) -> str:
    """The availability while no call is on offer; empty for whoever takes on new work."""
    stated = library.profile.availability
    return stated.status if stated and stated.status in TAKEN else ""


def _booking(library: Library) -> tuple[str, ...]:
    """Addresses at which a call can be booked."""
    buttons = (service.cta.url for service in library.all(Service) if service.cta)
    found = (library.profile.contact.booking_url, *buttons)
    return tuple(dict.fromkeys(address for address in found if address.startswith("http")))


def _texts(entry: Service | Niche) -> Iterable[tuple[str, str]]:
    for name in ("offer", "summary", "why_me"):
        yield name, str(getattr(entry, name, ""))
    for number, asked in enumerate(entry.faqs):
        yield f"faqs.{number}.answer", asked.answer


def _still(address: str, library: Library) -> str:
    return (
        f"leads to {address}, though `availability` is `{_status(library)}`. Take the link out, or "
        "write `availability: open`."
    )


def _problem(
    code: str, text: str, entry: Entry, field: str, level: Level = Level.PROBLEM
) -> Problem:
    origin = entry.origin
    shown = ".".join(part for part in field.split(".") if not part.isdigit())
    return Problem(code, text, origin.path, origin.line_of(field), shown, level)
