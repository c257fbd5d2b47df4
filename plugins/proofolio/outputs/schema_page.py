"""What every node of a page's structured data needs to know of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from proofolio.outputs.feeds.addresses import absolute
from proofolio.views.plan import PagePlan
from proofolio.views.plans import PAGE_KINDS
from proofolio.views.site import Site

Node = dict[str, Any]


@dataclass(frozen=True)
class SchemaPage:
    """A page to be described in schema.org's words."""

    site: Site
    address: str
    """Relative to the site."""
    title: str
    description: str
    plan: PagePlan | None = None
    image: str = ""
    """Whole address of its preview card."""
    is_own: bool = True
    """False for a home page that the author wrote herself."""

    @property
    def kind(self) -> str:
        """As the plan has it; empty for a page that the author wrote."""
        return self.plan.kind if self.plan else ""

    @property
    def schema(self) -> str:
        """What it is in schema.org's words."""
        return PAGE_KINDS[self.kind].schema if self.kind else "WebPage"

    @property
    def url(self) -> str:
        """Its whole address."""
        return absolute(self.address, self.site.url)

    @property
    def language(self) -> str:
        """Of its text."""
        entry = self.plan.entry if self.plan else None
        return (entry.lang if entry else "") or self.site.words.language

    @property
    def author(self) -> Node:
        """Enough to know who it is, since readers do not follow ids across pages."""
        return {
            "@type": "Person",
            "@id": f"{self.site.url}#person",
            "name": self.site.library.profile.name,
            "url": self.site.url,
        }

    def whole(self, address: str) -> str:
        """The complete address of a place here or elsewhere; empty where none is given."""
        return absolute(address, self.site.url) if address else ""


def typed(kind: str, **values: str) -> Node | None:
    """A node with these values; none where no value is filled."""
    filled = {key: value for key, value in values.items() if value}
    return {"@type": kind, **filled} if filled else None


def without_empty(value: Any) -> Any:
    """The value without anything empty in it, however deep."""
    if isinstance(value, dict):
        inner = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if not _is_empty(item)}
    if isinstance(value, list):
        return [item for item in map(without_empty, value) if not _is_empty(item)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
