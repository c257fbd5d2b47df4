"""Other hosts that learn of each visitor, each told once, with the first places that ask it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from proofolio.checks.requests import MERMAID
from proofolio.problems import Level, Problem

OTHER_HOST = "other-host"
_FIRST = 3
_ACCEPT = "or accept the host: `other_hosts: {%s: why}` under `proofolio/portfolio`."
_MERMAID = (
    "Material's script fetches Mermaid from this host, which learns of every visitor{more}. Put "
    "`mermaid.min.js` beside your pages and write `extra_javascript: [mermaid.min.js]`; "
)
_ANY = (
    "{what} here is fetched from this host, which learns of every visitor{more}. Link to it, or "
    "put a copy beside your pages; "
)


class Asked(NamedTuple):
    """A request, and where it can be mended."""

    host: str
    what: str
    path: str
    line: int | None = None

    @property
    def place(self) -> str:
        """As messages name it."""
        return f"{self.path}:{self.line}" if self.line else self.path


def host_problems(asked: Iterable[Asked], accepted: Mapping[str, object]) -> Iterator[Problem]:
    """A note for each host that nobody accepted, at the first place that asks it."""
    by_host: dict[str, list[Asked]] = {}
    for each in asked:
        by_host.setdefault(each.host, []).append(each)
    for host, found in sorted(by_host.items()):
        if not any(fnmatchcase(host, name.lower()) for name in accepted):
            yield _problem(host, sorted(found, key=lambda each: (each.path, each.line or 0)))


def unasked_hosts(asked: Iterable[Asked], accepted: Mapping[str, object]) -> Iterator[Problem]:
    """Accepted hosts that nothing asks any more."""
    hosts = {each.host for each in asked}
    for name in accepted:
        if not any(fnmatchcase(host, name.lower()) for host in hosts):
            text = f"nothing is fetched from {name} any more. Take it out."
            setting = "proofolio/portfolio.other_hosts"
            yield Problem("unasked-host", text, "mkdocs.yml", None, setting, Level.NOTE)


def _problem(host: str, found: list[Asked]) -> Problem:
    first = found[0]
    places = [
        place for place in dict.fromkeys(each.place for each in found) if place != first.place
    ]
    form = _MERMAID if host == MERMAID and first.what == "Mermaid" else _ANY
    text = form.format(what=first.what, more=_more(places)) + _ACCEPT % host
    return Problem(OTHER_HOST, text, first.path, first.line, host, Level.NOTE)


def _more(places: list[str]) -> str:
    if not places:
        return ""
    rest = len(places) - _FIRST + 1
    named = places[: _FIRST - 1] if rest > 1 else places[:_FIRST]
    end = f" and {rest} more places" if len(named) < len(places) else ""
    return f" (also in {', '.join(named)}{end})"
