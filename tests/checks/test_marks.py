"""The author is told why a number is not said to be checked, where, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SITES = Path(__file__).parent.parent / "sites"

Report = Callable[..., tuple[Path, list[str]]]

QUOTE = """ivo:
  text: {text}
  author: Ivo Marin
  consent: {consent}
  projects: {projects}
  {more}
"""
PROJECT = """title: Who waits longest
date: 2026-05-01
outcomes:
  - metric: Wait
    key: wait
    value: 3
    unit: h
    {more}
"""
OTHER = "title: Another\ndate: 2026-04-01\noutcomes: [{metric: M, key: m, value: 9}]\n"


@pytest.fixture
def told(tmp_path: Path, build_report: Report) -> Callable[..., list[str]]:
    """What a build says of marks; with a page for the outcome, `told.page`."""

    def build(
        outcome: str,
        text: str = "It is 3 h now.",
        consent: str = "granted",
        projects: str = "triage",
        more: str = "",
        strict: bool = True,
    ) -> list[str]:
        folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
        (folder / "projects/other.yml").write_text(OTHER)
        (folder / "projects/triage.yml").write_text(PROJECT.format(more=outcome))
        quote = QUOTE.format(text=text, consent=consent, projects=projects, more=more)
        (folder / "site_src/_data/testimonials.yml").write_text(quote.rstrip() + "\n")
        site, messages = build_report(folder, strict=strict)
        page = (site / "projects/triage/index.html").read_text()
        build.level = page.partition('data-mark="')[2].partition('"')[0]
        return [m for m in messages if "triage.yml" in m or "testimonials.yml" in m]

    build.level = ""
    return build


CITED = "evidence: testimonial:ivo"


def test_a_site_without_wishes_is_told_nothing(told) -> None:
    assert told("method: Counted") == []
    assert told.level == "told"


def test_a_mark_that_is_borne_out_is_told_nothing(told) -> None:
    assert told(f"verified_by: client\n    {CITED}") == []
    assert told.level == "checked"


@pytest.mark.parametrize("wish", ["client", "third_party"])
def test_a_wish_that_nothing_bears_out_is_a_note_with_line_and_way_out(told, wish: str) -> None:
    (message,) = told(f"verified_by: {wish}")
    assert message.startswith(
        "INFO proofolio: projects/triage.yml:8: outcomes.verified_by: nothing here shows"
    )
    assert "write `confirms` in one" in message
    assert told.level == "told"


def test_public_data_that_nobody_can_run_are_a_note(told) -> None:
    (message,) = told("verified_by: public_data")
    assert "projects/triage.yml:8: outcomes.verified_by: nobody can run this again" in message


@pytest.mark.parametrize(
    ("more", "words"),
    [("estimate: true", "an estimate is never"), ("rests_on: simulated", "on simulated data is")],
)
def test_an_estimate_or_simulated_data_are_not_checked(told, more: str, words: str) -> None:
    (message,) = told(f"verified_by: client\n    {CITED}\n    {more}")
    assert words in message
    assert told.level == "told"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is 4 h now, of 12.", "holds 4, 12, and not 3; so it does not check this"),
        ("It is better now.", "does not hold 3; so it does not check this"),
    ],
)
def test_a_quote_with_another_number_says_what_it_holds(told, text: str, words: str) -> None:
    (message,) = told(CITED, text=text)
    assert message.startswith(
        "INFO proofolio: projects/triage.yml:8: outcomes.evidence: testimonial"
    )
    assert words in message
    assert "write `confirms: outcome:triage/wait` there" in message


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("show_as: first_initial", "does not show a full name"),
        ("show_as: anonymous", "does not show a full name"),
        ("status: unlisted", "is unlisted"),
        ("status: archived", "is archived"),
    ],
)
def test_a_quote_that_checks_nothing_says_why(told, more: str, words: str) -> None:
    message = "\n".join(told(f"verified_by: client\n    {CITED}", more=more))
    assert words in message
    assert told.level == "told"


@pytest.mark.parametrize(
    "consent", ["withdrawn", "refused", "pending", "{status: granted, expires: 2026-11-20}"]
)
def test_a_consent_that_ends_takes_the_mark_and_says_so(told, consent: str) -> None:
    messages = told(f"verified_by: client\n    {CITED}", consent=consent)
    assert all(message.startswith("INFO") for message in messages)
    assert [m for m in messages if "so nor is this. It checks no number either." in m]
    assert told.level == "told"


@pytest.mark.parametrize(
    ("confirms", "words"),
    [
        ("outcome:triage/wat", 'project "triage" has no outcome "wat". Did you mean "wait"?'),
        ("outcome:triag/wait", 'no project "triag". Did you mean "triage"?'),
        ("project:triage", '"project:triage" is no outcome. Write `outcome:project/key`.'),
        ("wait", '"wait" is no outcome'),
        ("https://x.example", '"https://x.example" is no outcome'),
        ("outcome:other/m", "is of another project than this testimonial, which is about triage"),
    ],
)
def test_a_confirmation_of_nothing_is_a_problem(told, confirms: str, words: str) -> None:
    (message,) = [
        message
        for message in told("method: Counted", more=f"confirms: '{confirms}'", strict=False)
        if "confirms" in message
    ]
    assert "site_src/_data/testimonials.yml:6: confirms: " in message
    assert words in message
    assert told.level == "told"


def test_a_confirmation_stands_for_the_number(told) -> None:
    assert (
        told("method: Counted", text="Yes, so it is.", more="confirms: outcome:triage/wait") == []
    )
    assert told.level == "checked"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("checked_by: The board", 'no page in `evidence` shows that "The board" checked it'),
        ("checked_by: Ana Kovač\n    evidence: https://board.example", '"Ana Kovač" is you'),
    ],
)
def test_a_checker_without_a_page_is_a_problem(told, more: str, words: str) -> None:
    (message,) = told(more, strict=False)
    assert message.startswith("WARNING proofolio: projects/triage.yml:8: outcomes.checked_by: ")
    assert words in message
    assert told.level == "told"


@pytest.mark.parametrize("field", ["rests_on: fake", "rests_on: simulatd", "rests_on: [client]"])
def test_data_that_are_none_of_the_three_leave_the_outcome_out(told, field: str) -> None:
    """Without the word more would be claimed than was meant."""
    messages = told(field, strict=False)
    assert "projects/triage.yml:8: outcomes.wait.rests_on: " in messages[0]
    assert "`client`, `public`, `simulated`" in messages[0] or "text" in messages[0]
    assert told.level == ""
