"""Numbers of a notebook that was run anew: compared with what is claimed, and the record of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from proofolio.checks.content.evidence import claimed_by
from proofolio.model.characters import without_controls
from proofolio.model.numbers import nearest
from proofolio.model.outcome import Outcome
from proofolio.model.project import Project
from proofolio.model.reproduction import Reproduction, SameNumber
from proofolio.problems import Problem


@dataclass(frozen=True)
class Compared:
    """A claimed number, and what the notebook shows now."""

    outcome: Outcome
    claimed: Decimal
    found: str = ""
    """The number as the cell prints it; empty where it does not print it."""
    instead: str = ""
    """What is wrong; empty where nothing is."""

    @property
    def same(self) -> SameNumber:
        """The number for the record."""
        outcome = self.outcome
        return SameNumber(
            outcome=outcome.key,
            cell=outcome.cell_reference,
            claimed=str(self.claimed),
            found=self.found,
        )


def reproducible(project: Project) -> tuple[Outcome, ...]:
    """The outcomes whose numbers a cell must show."""
    return tuple(each for each in project.outcomes if each.cell_reference and claimed_by(each))


def compare(project: Project, cells: Mapping[str, str]) -> Iterator[Compared]:
    """Every claimed number beside what the cells show; `cells` as `check_evidence` takes it."""
    for outcome in reproducible(project):
        name = outcome.cell_reference
        for claimed in claimed_by(outcome):
            wanted = claimed.numbers[0]
            if name not in cells:
                missing = f'there is no cell "#{name}" with an output'
                yield Compared(outcome, wanted, instead=missing)
            elif shown := claimed.shown_in(cells[name]):
                yield Compared(outcome, *shown)
            else:
                near = nearest(wanted, cells[name], 1)
                says = f"says {near[0]}" if near else "says no number"
                yield Compared(outcome, wanted, instead=f'the cell "#{name}" {says}')


def fault_of(
    record: Reproduction,
    project: Project,
    digest_of: Callable[[str], str],
    repository: str = "",
) -> tuple[str, tuple[str, ...]] | None:
    """Why a record is refused, and words of the line that shows it; none if it holds.

    `digest_of` gives the digest of a file of today, or nothing; `repository` is the site's.
    """
    source = project.notebook.source if project.notebook else ""
    if record.project != project.id:
        return f'is about the project "{record.project}"', ('"project"',)
    if record.notebook != source:
        shown = f'"{source}" is shown' if source else "no notebook is shown"
        return f'is about "{record.notebook}", and {shown}', ('"notebook"',)
    changed = [path for path in (source, *record.files) if _is_other(record, path, digest_of)]
    if changed:
        return f'was made before "{changed[0]}" changed', ('"files"', changed[0])
    if record.run and not record.repository:
        return "names a run that is none of GitHub Actions", ('"run"',)
    if record.run and repository and record.repository.casefold() != repository.casefold():
        return "names a run of another repository than this site's", ('"run"',)
    return _fault_of_numbers(record, project)


def _is_other(record: Reproduction, path: str, digest_of: Callable[[str], str]) -> bool:
    return record.files.get(path, "") != (digest_of(path) or "gone")


def _fault_of_numbers(record: Reproduction, project: Project) -> tuple[str, tuple[str, ...]] | None:
    outcomes = {outcome.key: outcome for outcome in reproducible(project)}
    for number in record.numbers:
        words = (f'"outcome": "{number.outcome}"', f'"claimed": "{number.claimed}"')
        outcome = outcomes.get(number.outcome)
        if outcome is None:
            return f'names an outcome "{number.outcome}" that no cell shows', words[:1]
        if number.cell != outcome.cell_reference:
            named = f'the cell "#{number.cell}" of "{outcome.key}"'
            cell = (f'"cell": "{number.cell}"',)
            return f'names {named}, which is now "#{outcome.cell_reference}"', cell
        wanted = _decimal(number.claimed)
        claims = [claim for claim in claimed_by(outcome) if wanted in claim.numbers]
        if not claims:
            return f'says that "{outcome.key}" claims {number.claimed}, which it does not', words
        if not any(claim.shown_in(number.found) for claim in claims):
            return f"says that {number.found} shows {number.claimed}", words
    for outcome in outcomes.values():
        said = {_decimal(each.claimed) for each in record.numbers if each.outcome == outcome.key}
        if any(not said.intersection(claim.numbers) for claim in claimed_by(outcome)):
            return f'says nothing of a number of "{outcome.key}"', ('"numbers"',)
    return None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def refused(path: str, line: int, why: str, project: str) -> Problem:
    """What an author is told of a record that does not hold."""
    text = (
        f"This record {without_controls(why)}, so nothing is said of it. "
        f"Run `proofolio reproduce {project}`, or delete the file."
    )
    return Problem("reproduction-refused", text, path, line)
