"""Who cites what as evidence, found once so that a page costs the same at any size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from proofolio.model.niche import Niche
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.record import Claim, Entry, kind_of
from proofolio.model.references import parse_reference
from proofolio.model.service import Service


@dataclass(frozen=True)
class Citation:
    """A claim or an outcome that names an entry as evidence."""

    holder: Service | Niche | Project
    """The entry that makes the claim, or has the outcome."""
    cited_by: Claim | Outcome
    place: int
    """Its place among all, so that the order is always the same."""


class Citations:
    """All citations of a library, by what they name."""

    def __init__(self, holders: Iterable[Service | Niche | Project]) -> None:
        self._found: Mapping[str, list[Citation]] = defaultdict(list)
        places = count()
        for holder in holders:
            outcomes = holder.outcomes if isinstance(holder, Project) else ()
            told = [outcome for outcome in outcomes if outcome.disclosure != "hidden"]
            citing: list[Claim | Outcome] = [*holder.claims, *told]
            for cited_by in citing:
                self._add(Citation(holder, cited_by, next(places)))

    def _add(self, citation: Citation) -> None:
        names = set()
        for reference in citation.cited_by.evidence:
            target = parse_reference(reference)
            kind = "project" if target.kind == "outcome" else target.kind
            names.add(f"{kind}:{target.id}")
        for name in names:
            self._found[name].append(citation)

    def of(self, entry: Entry) -> list[Citation]:
        """What cites an entry: by its kind and id, or by its id alone."""
        names = (f"{kind_of(entry)}:{entry.id}", f":{entry.id}")
        found = {c.place: c for name in names for c in self._found.get(name, ())}
        return [citation for _, citation in sorted(found.items()) if citation.holder != entry]
