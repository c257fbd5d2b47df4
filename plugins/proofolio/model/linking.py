"""References between entries: those that lead nowhere are reported and dropped."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from proofolio.model.addresses import address_of
from proofolio.model.kinds import CLAIMS, KINDS, AnyEntry
from proofolio.model.outcome import Outcome
from proofolio.model.profile import Profile
from proofolio.model.project import PROJECT, Project
from proofolio.model.record import Claim, Entry, kind_of
from proofolio.model.references import Target, parse_reference
from proofolio.model.testimonial import TESTIMONIAL
from proofolio.model.written_addresses import lacks_scheme, with_scheme
from proofolio.problems import Level, Problem

ID_FIELDS: Mapping[str, str] = {
    **{kind.plural: kind.word for kind in KINDS},
    "related": PROJECT.word,
}
"""Fields that hold ids, with the kind they name."""


CITE = "Cite `project:id`, `outcome:id/key`, `testimonial:id`, another entry or an address."


def why_hidden(hidden: Mapping[str, str], kind: str, id: str) -> str:
    """The reason of an entry, or of the whole file in which it may stand."""
    return hidden.get(f"{kind}:{id}") or hidden.get(f"{kind}:", "")


class Linker:
    """Checks references and drops those that cannot be shown."""

    def __init__(
        self,
        shown: Mapping[str, Mapping[str, Entry]],
        hidden: Mapping[str, str],
        problems: list[Problem],
    ) -> None:
        self.shown = shown
        self.hidden = hidden
        self.problems = problems

    def linked(self, entry: AnyEntry) -> AnyEntry:
        """The entry with only such references as lead to something."""
        update: dict[str, Any] = {}
        for name, kind in ID_FIELDS.items():
            ids = getattr(entry, name, ())
            if ids:
                update[name] = tuple(
                    id
                    for n, id in enumerate(ids)
                    if self._exists(Target(kind, id), id, entry, f"{name}.{n}")
                )
        if claims := getattr(entry, "claims", ()):
            update["claims"] = tuple(self._claim(c, n, entry) for n, c in enumerate(claims))
        if outcomes := getattr(entry, "outcomes", ()):
            update["outcomes"] = tuple(self._outcome(o, entry) for o in outcomes)
        if confirms := getattr(entry, "confirms", ()):
            found = enumerate(confirms)
            update["confirms"] = tuple(ref for n, ref in found if self._confirms(ref, n, entry))
        return entry.model_copy(update=update) if update else entry

    def _claim(self, claim: Claim, number: int, entry: Entry) -> Claim:
        name = f"claims.{number}.evidence"
        if not claim.evidence:
            text = f'nothing backs "{claim.text}", so it is not shown. {CITE}'
            self._say("claim-without-evidence", text, entry, f"claims.{number}", Level.PROBLEM)
        found = self.references(name, claim.evidence, entry)
        kept = tuple(ref for ref in found if self._proves(ref, entry, name))
        return claim.model_copy(update={"evidence": kept})

    def _outcome(self, outcome: Outcome, entry: Entry) -> Outcome:
        name = f"outcomes.{outcome.key}.evidence"
        found = self.references(name, outcome.evidence, entry)
        kept = tuple(ref for ref in found if ref.startswith("#") or self._proves(ref, entry, name))
        return outcome.model_copy(update={"evidence": kept})

    def _confirms(self, reference: str, number: int, entry: AnyEntry) -> bool:
        """Whether a testimonial may confirm this: an outcome of a project that it is about."""
        name, target = f"confirms.{number}", parse_reference(reference)
        if target.kind != "outcome":
            text = f'"{reference}" is no outcome. Write `outcome:project/key`.'
            self._say("not-an-outcome", text, entry, name, Level.PROBLEM)
            return False
        if not self._exists(target, reference, entry, name):
            return False
        projects, project = getattr(entry, "projects", ()), self._found(target)
        if (
            target.id in projects
            or not projects
            or entry.id in getattr(project, "testimonials", ())
        ):
            return True
        text = (
            f'"{reference}" is of another project than this testimonial, which is about '
            f"{', '.join(projects)}. Add `{target.id}` to `projects`, or name an outcome of these."
        )
        self._say("confirms-elsewhere", text, entry, name, Level.PROBLEM)
        return False

    def _proves(self, reference: str, entry: Entry, name: str) -> bool:
        """Whether a reference may be evidence: no cell, no other claim, not the page itself."""
        target = parse_reference(reference)
        own = address_of(entry).strip("/")
        found = self._found(target)
        if target.kind == "cell":
            text = f'"{reference}" is a cell, and cells back outcomes. {CITE}'
        elif found is entry or (target.kind == "link" and target.id.strip("/") == own):
            if target.kind == "outcome" and name.startswith("claims."):
                return True
            text = f'"{reference}" is this entry, which cannot be its own proof. {CITE}'
        elif found and kind_of(found) in [kind.word for kind in CLAIMS]:
            text = f'"{reference}" is a {kind_of(found)}, which claims and proves nothing. {CITE}'
        else:
            return True
        self._say("not-a-proof", text, entry, name, Level.PROBLEM)
        return False

    def _found(self, target: Target) -> Entry | None:
        """The entry that a reference names, the first kind that has it."""
        kind = "project" if target.kind == "outcome" else target.kind
        kinds = [kind] if kind else list(self.shown)
        return next(
            (found for kind in kinds if (found := self.shown.get(kind, {}).get(target.id))), None
        )

    def references(
        self, name: str, references: tuple[str, ...], entry: Entry | Profile
    ) -> tuple[str, ...]:
        """The references that lead to something shown, to a cell, or out of the site."""
        return tuple(
            reference
            for reference in references
            if self._exists(parse_reference(reference), reference, entry, name)
        )

    def _exists(self, target: Target, written: str, entry: Entry | Profile, name: str) -> bool:
        if target.kind == "link" and lacks_scheme(written):
            text = f'"{written}" has no `https://`. Write {with_scheme(written)}'
            self._say("bad-address", text, entry, name, Level.PROBLEM)
            return False
        if target.kind in ("link", "cell"):
            return True
        kinds = [target.kind] if target.kind else list(self.shown)
        kinds = ["project" if kind == "outcome" else kind for kind in kinds]
        for kind in kinds:
            if found := self.shown[kind].get(target.id):
                if target.kind != "outcome" or not isinstance(found, Project):
                    return True
                keys = [outcome.key for outcome in found.outcomes]
                if target.part in keys:
                    return True
                self._unknown(
                    f'project "{found.id}" has no outcome', target.part, keys, entry, name
                )
                return False
        for kind in kinds:
            if reason := why_hidden(self.hidden, kind, target.id):
                text = f'{kind} "{target.id}" is not shown, because {reason}; so nor is this.'
                if name.startswith("outcomes.") and kind == TESTIMONIAL.word:
                    text += " It checks no number either."
                code = "hidden-evidence" if name.endswith("evidence") else "hidden-reference"
                self._say(code, text, entry, name, Level.NOTE)
                return False
        ids = [id for kind in kinds for id in self.shown[kind]]
        ids += [key.partition(":")[2] for key in self.hidden if key.partition(":")[0] in kinds]
        self._unknown(f"no {kinds[0] if len(kinds) == 1 else 'entry'}", target.id, ids, entry, name)
        return False

    def _unknown(
        self, what: str, id: str, known: list[str], entry: Entry | Profile, name: str
    ) -> None:
        near = difflib.get_close_matches(id, known, n=1, cutoff=0.5)
        hint = f' Did you mean "{near[0]}"?' if near else ""
        self._say("unknown-reference", f'{what} "{id}".{hint}', entry, name, Level.PROBLEM)

    def _say(self, code: str, text: str, entry: Entry | Profile, name: str, level: Level) -> None:
        origin = entry.origin
        shown_name = ".".join(part for part in name.split(".") if not part.isdigit())
        self.problems.append(
            Problem(code, text, origin.path, origin.line_of(name), shown_name, level)
        )
