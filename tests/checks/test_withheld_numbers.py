"""Numbers that a disclosure withholds are found however they are written, and no others."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from proofolio.checks.withheld import Withheld, find_withheld, withheld_numbers
from proofolio.problems import Level

Make = Callable[..., Any]


@pytest.fixture
def withheld(make_library: Make) -> Callable[..., tuple[Withheld, ...]]:
    """`withheld({...}, …)`: what is withheld of a project with these outcomes."""

    def make(*outcomes: dict[str, Any]) -> tuple[Withheld, ...]:
        given = [
            {"key": f"o{n}", "metric": "Penalty", "disclosure": "hidden", **outcome}
            for n, outcome in enumerate(outcomes)
        ]
        return withheld_numbers(
            make_library(projects=[{"id": "p", "title": "P", "outcomes": given}])
        )

    return make


@pytest.mark.parametrize(
    "written",
    ["48217.3", "48,217.30", "48.217,3", "48 217,3", "48\u202f217.3", "48\u00a0217,3", "48'217.3",
     "48_217.3", "-48217.3 EUR", "48\\,217.3", "<b>48</b>217.3", "48&#46;217,3", "(48217.3)"],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(
    withheld: Callable[..., tuple[Withheld, ...]], written: str
) -> None:
    hidden = withheld({"value": Decimal("48217.3")})
    table = f'1,"{written}"\n' if "," in written else f"1,{written},12\n"
    for name, content in (("a.html", f"<p>It was {written}.</p>"), ("a.csv", table)):
        (problem,) = find_withheld(name, content.encode(), hidden)
        assert (problem.code, problem.level) == ("hidden-number", Level.DANGER)
        assert f"/{name} holds it. Take it out" in problem.text
        assert "48" not in problem.text


@pytest.mark.parametrize(
    ("number", "same", "others"),
    [
        ("48217", ("48217", "48,217", "48217.0", "48 217"), ("482170", "48217.5", "148,217")),
        ("-1234567", ("1234567", "1,234,567", "1.234.567,0"), ("1,234,5678", "11,234,567")),
        ("0.048217", ("0.048217", "0,0482170"), ("0.0482171", "10.048217")),
    ],
)
def test_numbers_of_any_size_are_found_whole(
    withheld: Callable[..., tuple[Withheld, ...]], number: str, same: tuple[str, ...],
    others: tuple[str, ...],
) -> None:  # fmt: skip
    hidden = withheld({"value": Decimal(number)})

    def is_in(written: str) -> bool:
        return bool(list(find_withheld("a.html", f"<p>It was {written}</p>".encode(), hidden)))

    assert [written for written in same if not is_in(written)] == []
    assert [written for written in others if is_in(written)] == []


@pytest.mark.parametrize(
    "written", ["148217.3", "48217.31", "4821.73", "48217", "8217.3", "0.48217.3", "1.48217.3"]
)
def test_other_numbers_are_none(
    withheld: Callable[..., tuple[Withheld, ...]], written: str
) -> None:
    hidden = withheld({"value": Decimal("48217.3")})
    assert list(find_withheld("a.html", f"<p>It was {written}</p>".encode(), hidden)) == []


def test_the_end_of_a_longer_number_is_another(
    withheld: Callable[..., tuple[Withheld, ...]],
) -> None:
    hidden = withheld({"value": Decimal("482173.5")})
    found = [
        bool(list(find_withheld("a.html", f"<p>{written}</p>".encode(), hidden)))
        for written in ("482,173.5", "1,482,173.5", "1.482.173,5")
    ]
    assert found == [True, False, False]


@pytest.mark.parametrize(
    ("outcomes", "count"),
    [
        ([{"value": Decimal("48217.3"), "before": Decimal("92576.4")}], 2),
        ([{"value": Decimal("48217.3"), "disclosure": "exact"}], 0),
        ([{"value": Decimal("48217.3"), "disclosure": "relative_only", "change": "-35%"}], 1),
        ([{"value": Decimal("48217.3"), "disclosure": "range",
           "shown": (Decimal(40000), Decimal("48217.3"))}], 0),
        ([{"value": Decimal("48217.3")},
          {"value": Decimal("48217.3"), "disclosure": "exact"}], 0),
        ([{"value": Decimal("48217.3")},
          {"value": Decimal("47111.9"), "disclosure": "range",
           "shown": (Decimal(40000), Decimal("48217.3"))}], 1),
        ([{"value": Decimal(48217)}], 1),
        ([{"value": Decimal(4821)}], 0),
        ([{"value": Decimal(9000000)}], 0),
    ],
)  # fmt: skip
def test_numbers_that_are_shown_or_stand_anywhere_are_not_looked_for(
    withheld: Callable[..., tuple[Withheld, ...]], outcomes: list[dict[str, Any]], count: int
) -> None:
    assert len(withheld(*outcomes)) == count


def test_drawings_and_programs_are_full_of_numbers(
    withheld: Callable[..., tuple[Withheld, ...]],
) -> None:
    hidden = withheld({"value": Decimal("48217.3")})
    for name in ("a.js", "a.css", "a.mjs", "a.js.map"):
        assert list(find_withheld(name, b"M 48217.3 1", hidden)) == []
    drawn = b"<svg><path d='M 48217.3 1'/><text>48</text><text>217.3</text></svg>"
    assert list(find_withheld("a.svg", drawn, hidden)) == []


@pytest.mark.parametrize(
    "written",
    ["<text x='1'>{}</text>", "<title>{}</title>", "<desc>Up to {} EUR</desc>",
     "<text><tspan x='1'>{}</tspan><tspan>{}</tspan></text>"],
)  # fmt: skip
def test_what_a_drawing_says_is_read(
    withheld: Callable[..., tuple[Withheld, ...]], written: str
) -> None:
    """A chart writes its numbers at its bars."""
    hidden = withheld({"value": Decimal("48217.3")})
    two = written.count("{") > 1
    said = written.format(*(("48", "217.3") if two else ("48,217.3",)))
    assert len(list(find_withheld("a.svg", f"<svg>{said}</svg>".encode(), hidden))) == 1
