"""Fields that cannot both be true are told, in whatever form they are written; others are not."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from proofolio.checks.content.contradictions import check_contradictions
from proofolio.checks.content.spans import disagree, months_in
from proofolio.problems import Problem

FORMS = 10
Case = dict[str, Any]

METRICS = ("Error (MAPE)", "Wait", "Fehlerrate", "误差", "Cost per parcel", "Recall at 5 %")
UNITS = ("days", "h", "%", "EUR", "hours a week", "kg")
NAMES = ("Ilse Brand", "José Ruiz", "李 雷", "Åsa Ödman", "N. O'Neil")


def some(seed: int) -> random.Random:
    return random.Random(f"contradictions {seed}")


def outcome(rng: random.Random, **fields: Any) -> Case:
    """An outcome without any contradiction."""
    before, value = sorted((rng.uniform(0.1, 90), rng.uniform(91, 900)), reverse=True)
    unit, digits = rng.choice(UNITS), rng.choice((0, 1, 2))
    made = {"metric": rng.choice(METRICS), "key": "made", "unit": unit, "better": "lower"}
    return made | {"before": round(before, digits), "value": round(value, digits)} | fields


def project(rng: random.Random, *outcomes: Case, **fields: Any) -> Case:
    made = {"id": f"p{rng.randrange(999)}", "title": "Made", "outcomes": list(outcomes)}
    return made | {"niches": ["power"]} | fields


def checked_estimate(rng: random.Random) -> Case:
    caveat = rng.choice(({"estimate": True}, {"rests_on": "simulated"}))
    return {"projects": [project(rng, outcome(rng, checked_by=rng.choice(NAMES), **caveat))]}


def simulated_by_project(rng: random.Random) -> Case:
    made = outcome(rng, checked_by=rng.choice(NAMES))
    return {"projects": [project(rng, made, rests_on="simulated")]}


def public_and_not(rng: random.Random) -> Case:
    data = rng.choice(("client", "simulated"))
    return {"projects": [project(rng, outcome(rng, verified_by="public_data", rests_on=data))]}


def client_of_nobody(rng: random.Random) -> Case:
    kind = rng.choice(("personal", "open_source", "competition", "coursework"))
    return {"projects": [project(rng, outcome(rng, rests_on="client"), kind=kind)]}


def outside_range(rng: random.Random) -> Case:
    low = rng.randrange(1, 50)
    high, value = low + rng.randrange(1, 9), low + rng.choice((-1, 1)) * rng.randrange(20, 90)
    shown = rng.choice(([low, high], [high, low]))
    made = outcome(rng, shown=shown, value=value, disclosure="range")
    return {"projects": [project(rng, made)]}


def two_values(rng: random.Random) -> Case:
    first = outcome(rng, period="2025")
    spelled = rng.choice((str.upper, str.lower, str.title))(first["metric"])
    other = first | {"key": "other", "metric": f" {spelled}", "value": first["value"] + 1}
    return {"projects": [project(rng, first, other)]}


def steps_too_long(rng: random.Random) -> Case:
    unit, longer = rng.choice((("day", "days"), ("week", "weeks"), ("Woche", "Wochen")))
    steps = [f"{rng.randrange(2, 6)} {longer}" for _ in range(rng.randrange(2, 5))]
    whole = rng.choice((f"1 {unit}", f"{rng.randrange(40, 60)} {longer}", "two months"))
    process = [{"title": f"Step {n}", "duration": step} for n, step in enumerate(steps)]
    made = {"id": "s", "name": "S", "summary": "S.", "process": process, "duration": whole}
    return {"services": [made]} if unit != "week" or whole != "two months" else steps_too_long(rng)


def graded_twice(rng: random.Random) -> Case:
    levels = rng.sample(("learning", "working", "strong", "expert"), 2)
    name = rng.choice(("Forecasting", "SQL", "Statistik", "因果推断"))
    skills = [{"name": name, "level": levels[0]}, {"name": name.upper(), "level": levels[1]}]
    return {"profile": {"skills": skills}}


def source_without_link(rng: random.Random) -> Case:
    kind = rng.choice(("linkedin", "upwork", "video"))
    return {"testimonials": [quote(rng, "one", source={"kind": kind})]}


PROBLEMS = (
    *(checked_estimate, simulated_by_project, public_and_not, client_of_nobody, outside_range),
    *(two_values, steps_too_long, graded_twice, source_without_link),
)


def worse(rng: random.Random) -> Case:
    turned = outcome(rng)
    turned["before"], turned["value"] = turned["value"], turned["before"]
    if rng.random() < 0.5:
        turned["before"], turned["value"] = turned["value"], turned["before"]
        turned["better"] = "higher"
    return {"projects": [project(rng, turned)]}


def other_unit(rng: random.Random) -> Case:
    before = rng.randrange(20, 99)
    unit, other = rng.sample(("days", "hours", "weeks", "%"), 2)
    baseline = rng.choice(("{} {} by hand", "about {} {}", "{} {}")).format(before, other)
    made = outcome(rng, before=before, value=3, unit=unit, baseline=baseline)
    return {"projects": [project(rng, made)]}


def other_period(rng: random.Random) -> Case:
    first, second = rng.sample(("January", "April to June", "August", "Oktober bis Dezember"), 2)
    made = outcome(rng, baseline=f"{first} {rng.randrange(2019, 2024)}", period=f"{second} 2025")
    return {"projects": [project(rng, made)]}


def other_data(rng: random.Random) -> Case:
    said = rng.choice(("Simulated faults", "a synthetic year", "Simulierte Lasten", "模拟数据"))
    data = {rng.choice(("baseline", "period")): said, "rests_on": rng.choice(("client", "public"))}
    return {"projects": [project(rng, outcome(rng, **data))]}


def confirmed_estimate(rng: random.Random) -> Case:
    caveat = rng.choice(({"estimate": True}, {"rests_on": "simulated"}))
    made = project(rng, outcome(rng, **caveat))
    confirms = [f"outcome:{made['id']}/made"]
    said = quote(rng, "one", projects=[made["id"]], confirms=confirms)
    return {"projects": [made], "testimonials": [said]}


def quote(rng: random.Random, id: str, **fields: Any) -> Case:
    author = {"name": rng.choice(NAMES)}
    return {
        "id": id,
        "text": "Well done.",
        "author": author,
        "consent": {"status": "granted"},
    } | fields


def two_voices(rng: random.Random) -> Case:
    made, name = project(rng, outcome(rng)), rng.choice(NAMES)
    spelled = rng.choice((name, name.upper(), f"{name} "))
    said = [
        quote(rng, "one", author={"name": name}, projects=[made["id"]]),
        quote(rng, "two", author={"name": spelled}, projects=[made["id"]]),
    ]
    return {"projects": [made], "testimonials": said}


def other_years(rng: random.Random) -> Case:
    begun = rng.randrange(2001, 2012)
    work = [{"name": "Acme Grid", "start": str(begun), "end": str(begun + 4)}]
    period = rng.choice((f"{begun + 1} to {begun + 4}", f"{begun}–{begun + 6}", f"{begun} to now"))
    title = rng.choice(("At Acme Grid", "Analyst, ACME GRID"))
    return {"profile": {"work": work, "story": [{"period": period, "title": title}]}}


def uncounted(rng: random.Random) -> Case:
    counted = [project(rng, outcome(rng), id=f"c{number}") for number in range(rng.randrange(3, 9))]
    return {"projects": [*counted, project(rng, outcome(rng), id="left", niches=[])]}


HINTS = (
    *(worse, other_unit, other_period, other_data, confirmed_estimate, two_voices, other_years),
    uncounted,
)


@pytest.fixture
def told(make_library: Callable[..., Any]) -> Callable[[Case], Iterator[Problem]]:
    def check(case: Case) -> list[Problem]:
        niche = {"id": "power", "name": "Power", "headline": "Power"}
        return list(check_contradictions(make_library(**{"niches": [niche]} | case)))

    return check


@pytest.mark.parametrize("seed", range(FORMS))
@pytest.mark.parametrize("plant", PROBLEMS)
def test_what_excludes_itself_is_a_problem(
    plant: Callable[..., Case], seed: int, told: Callable[..., list[Problem]]
) -> None:
    assert [problem.code for problem in told(plant(some(seed)))] == ["contradiction"]


@pytest.mark.parametrize("seed", range(FORMS))
@pytest.mark.parametrize("plant", HINTS)
def test_what_is_told_differently_is_a_hint(
    plant: Callable[..., Case], seed: int, told: Callable[..., list[Problem]]
) -> None:
    assert [problem.code for problem in told(plant(some(seed)))] == ["told-differently"]


@pytest.mark.parametrize("seed", range(FORMS))
def test_what_agrees_is_not_told(seed: int, told: Callable[..., list[Problem]]) -> None:
    rng = some(seed)
    same = {"baseline": "May to July 2024", "period": "May to July 2025", "key": "other"}
    made = project(rng, outcome(rng), outcome(rng, **same), kind="client", rests_on="client")
    work = [{"name": "Acme", "start": "2010", "end": "2014"}, {"name": "Other", "start": "2014"}]
    case = {
        "projects": [made],
        "testimonials": [
            quote(rng, "one", author={"name": "A B"}, projects=[made["id"]]),
            quote(rng, "two", author={"name": "A C"}, projects=[made["id"]]),
            quote(rng, "three", author={"name": "A B"}, source={"kind": "letter"}),
        ],
        "profile": {
            "work": work,
            "story": [{"period": "2010–2014", "title": "Acme"}, {"period": "2001", "title": "Sea"}],
            "skills": [{"name": "SQL", "level": "strong"}, {"name": "R", "level": "working"}],
        },
    }
    assert told(case) == []


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["half an hour", "2 days", "6 days", "2 days"], "2 weeks"),
        (["2 weeks", "4 to 8 weeks", "4 weeks"], "10 to 14 weeks"),
        (["10 Tage", "eine Woche"], "drei Wochen"),
        (["2 weeks", "2 weeks"], "one month"),
        (["a day", "as long as it takes"], "2 weeks"),
        (["1 day"], "soon"),
        ([], "2 weeks"),
    ],
)
def test_lengths_that_may_add_up(parts: list[str], whole: str) -> None:
    assert not disagree(parts, whole)


def test_months_between_two_are_meant_as_well() -> None:
    assert months_in("November 2024 to February 2025") == {11, 12, 1, 2}
    assert months_in("March, July") == {3, 7}
    assert months_in("It may rain in the same months of the year before") == set()
