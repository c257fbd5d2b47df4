"""Which old addresses lead to which page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from proofolio.model.old_addresses import AddressPattern, NoAddress, old_path
from proofolio.model.record import Page, kind_of
from proofolio.problems import Problem
from proofolio.views.plan import PagePlan

Patterns = Mapping[str, tuple[AddressPattern, ...]]
"""How older sites made the addresses of a kind, by its name."""


@dataclass(frozen=True)
class Redirect:
    """An old address, and where it leads."""

    path: str
    """`blog/x/` or `x.html`, below the site's root."""
    target: str
    """Address of the page."""
    entry: Page
    field: str = ""
    """Its place among the entry's aliases; empty where a pattern made it."""

    def problem(self, code: str, why: str) -> Problem:
        """A problem with it, where its author can mend it."""
        what = "the alias" if self.field else "`old_addresses` makes"
        text = f"{what} /{self.path} {why}"
        origin = self.entry.origin
        name = "aliases" if self.field else ""
        return Problem(code, text, origin.path, origin.line_of(self.field), name)


def plan_redirects(
    plans: Mapping[str, PagePlan], patterns: Patterns, site_url: str
) -> tuple[dict[str, Redirect], tuple[Problem, ...]]:
    """Redirects by their path, and what is wrong with the old addresses of the pages."""
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for address, plan in plans.items():
        if not isinstance(plan.entry, Page):
            continue
        for redirect in _redirects(address, plan.entry, patterns, site_url, problems):
            other = found.setdefault(redirect.path, redirect)
            if redirect.path in plans:
                del found[redirect.path]
                why = "is the address of a page. Remove it."
                problems.append(redirect.problem("alias-taken", why))
            elif other.target != address:
                why = f"leads to {other.entry.origin.path} already. Keep it in one of the two."
                problems.append(redirect.problem("alias-taken", why))
    return found, tuple(problems)


def _redirects(
    address: str, entry: Page, patterns: Patterns, site_url: str, problems: list[Problem]
) -> Iterator[Redirect]:
    for field, written in _written(entry, patterns):
        try:
            path = old_path(written, site_url)
        except NoAddress as why:
            line = entry.origin.line_of(field)
            text = f'"{written}" {why}'
            problems.append(Problem("bad-alias", text, entry.origin.path, line, "aliases"))
            continue
        if path != address:
            yield Redirect(path, address, entry, field)


def _written(entry: Page, patterns: Patterns) -> Iterable[tuple[str, str]]:
    """Old addresses of an entry with the field that each stands in."""
    for number, alias in enumerate(entry.aliases):
        yield f"aliases.{number}", alias
    for pattern in patterns.get(kind_of(entry), ()):
        if made := pattern.of(entry):
            yield "", made


def old_paths(entries: Iterable[object], patterns: Patterns, site_url: str) -> frozenset[str]:
    """The old addresses of entries that are not shown: a link there is no mistake."""
    pages = (entry for entry in entries if isinstance(entry, Page))
    made = (r.path for p in pages for r in _redirects("-", p, patterns, site_url, []))
    return frozenset(made)
