"""A result as data: what was measured, before and after, on what data, and where it is seen."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from proofolio.model.record import Flag, Id, Number, Record, Reference, Text

VerifiedBy = Literal["self", "client", "third_party", "public_data"]
RestsOn = Literal["client", "public", "simulated"]
Disclosure = Literal["exact", "rounded", "range", "relative_only", "hidden"]


class Outcome(Record):
    """One result of a project, written as a sentence or as a mapping."""

    key: Id
    """Name of the outcome within its project; else made from the metric."""
    sentence: Text = ""
    """The whole outcome in words; the short form of a sentence becomes this."""
    metric: Text = ""
    """What was measured, in plain words. Needed, unless the outcome is a sentence."""
    value: Number | None = None
    """The number reached. Needed, unless the outcome is a sentence or shows no raw number."""
    before: Number | None = None
    """The number before."""
    unit: Text = ""
    """`%`, `hours a week`, `EUR`, …"""
    better: Literal["lower", "higher"] | None = None
    """Which way is good."""
    baseline: Text = ""
    """What "before" was: the method or period compared with."""
    period: Text = ""
    """When it was measured."""
    sample: Text = ""
    """How many were measured: `181 days`, `412 call-outs`."""
    method: Text = ""
    """How it was measured."""
    rests_on: RestsOn | None = None
    """The data behind it: the client's, public data, or data that were made for it (`simulated`);
    else what the project says. "On simulated data" is said wherever the number stands."""
    estimate: Flag = False
    """Says that the number is an estimate."""
    evidence: tuple[Reference, ...] = ()
    """Where it can be seen: `'#tag-or-id'` of a cell of this project's notebook, ids, or addresses.
    A testimonial checks it whose words hold the number, or whose `confirms` names it."""
    checked_by: Text = ""
    """Who else checked it, as the page in `evidence` shows that is neither yours nor a
    testimonial; without such a page it is not shown."""
    verified_by: VerifiedBy = "self"
    """Not needed any more: `evidence` and `rests_on` decide what is said beside the number."""
    disclosure: Disclosure = "exact"
    """What may be told; `rounded` keeps two digits. With anything but `exact`, raw numbers reach
    no output."""
    shown: tuple[Number, ...] = ()
    """Lowest and highest number to show, with `disclosure: range`."""
    change: Text = ""
    """The change to tell with `relative_only`, e.g. `-35%`."""

    @property
    def is_sentence(self) -> bool:
        """Whether it has no number of its own."""
        return not self.metric

    @property
    def shows_numbers(self) -> bool:
        """Whether raw numbers may be printed at all."""
        return self.disclosure in ("exact", "rounded")

    @property
    def cell_reference(self) -> str:
        """Tag or id of the notebook cell that holds the number, without `#`; else empty."""
        return next((ref[1:] for ref in self.evidence if ref.startswith("#")), "")

    @property
    def difference(self) -> Decimal | None:
        """Value minus before, exactly."""
        if self.value is None or self.before is None:
            return None
        return self.value - self.before

    @property
    def ratio(self) -> Decimal | None:
        """Relative change (-0.35 is 35 % less); none where before is 0 or unknown."""
        if self.difference is None or not self.before:
            return None
        return self.difference / abs(self.before)
