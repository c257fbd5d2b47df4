"""Many problems are few messages, and none of them is lost on the way."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from proofolio.grouping import PLACES, Group, grouped, places_of
from proofolio.problems import Level, Problem


def unknown(key: str, path: str, line: int | None = 2) -> Problem:
    return Problem("unknown-key", f"There is no key `{key}` here.", path, line, key)


def dead(target: str, path: str, cell: int) -> Problem:
    return Problem("broken-link", f'"{target}" is no page.', path, field=f"cell {cell}")


def messages(problems: list[Problem], most: int = 0) -> list[str]:
    return list(map(str, grouped(problems, most)))


def test_one_thing_in_many_files_is_one_message_with_the_first_three_places() -> None:
    for count in (1, 2, 3, 4, 57):
        (told,) = messages([unknown("hidden", f"posts/{n:02}.md", n + 1) for n in range(count)])
        assert told.count("There is no key `hidden` here.") == 1
        assert re.findall(r"posts/\d\d\.md:\d+", told) == [
            f"posts/{n:02}.md:{n + 1}" for n in range(min(count, PLACES))
        ]
        assert (f" and {count - PLACES} more: hidden: " in told) is (count > PLACES)


def test_cells_of_a_notebook_are_listed_behind_its_name() -> None:
    found = [Problem("leaked-home", "`/home/a` is shown.", "a.ipynb", field=f"cell {n}")
             for n in (1, 4, 9, 12)]  # fmt: skip
    assert messages(found) == ["a.ipynb: cell 1, 4, 9 and 1 more: `/home/a` is shown."]
    assert places_of(found, 0) == "a.ipynb: cell 1, 4, 9, 12"
    found[1] = Problem("leaked-home", "`/home/a` is shown.", "b.ipynb", field="cell 4")
    assert messages(found[:3]) == ["a.ipynb: cell 1, 9, b.ipynb: cell 4: `/home/a` is shown."]


def test_other_words_are_other_messages_as_long_as_there_is_room() -> None:
    found = [dead(f"x{n}.html", f"{n}.ipynb", n) for n in range(9)]
    assert messages(found, most=9) == list(map(str, found))
    *kept, told = messages(found, most=8)
    assert kept == list(map(str, found[:7]))
    assert told == '7.ipynb: cell 7: "x7.html" is no page. Likewise 8.ipynb: cell 8 (x8.html).'
    (told,) = messages(found, most=1)
    assert told.startswith('0.ipynb: cell 0: "x0.html" is no page. Likewise 1.ipynb: cell 1 (')
    assert told.endswith("and 6 more (x3.html, x4.html, x5.html, x6.html, x7.html, x8.html).")


def test_what_is_frequent_keeps_its_own_message_and_notes_give_way_first() -> None:
    frequent = [unknown("hidden", f"{n}.md") for n in range(13)]
    rare = [unknown(f"key{n}", "z.md", n + 1) for n in range(20)]
    notes = [Problem("undated", f"no date {n}.", "n.md", n, level=Level.NOTE) for n in range(5)]
    told = messages([*notes, *rare, *frequent], most=6)
    assert len(told) == 6
    assert [text for text in told if text.startswith("0.md:2, 1.md:2, 2.md:2 and 10 more: hidden")]
    assert len([text for text in told if "no date" in text]) == 1


def test_dangers_keep_a_message_for_each_file() -> None:
    found = [Problem("aws-key", "a key.", f"{n}.py", n + 1, level=Level.DANGER) for n in range(30)]
    assert messages(found, most=3) == list(map(str, found))


PROBLEMS = st.lists(
    st.builds(
        Problem,
        code=st.sampled_from(["a", "b", "c"]),
        text=st.sampled_from(["one.", "`two`", '"three" is', "four 4"]),
        path=st.sampled_from(["", "a.md", "b.ipynb", "c.yml"]),
        line=st.none() | st.integers(1, 3),
        field=st.sampled_from(["", "key", "cell 1", "cell 12: key"]),
        level=st.sampled_from(Level),
    ),
    max_size=60,
)


@given(PROBLEMS, st.integers(0, 12))
def test_every_problem_is_in_one_group_and_there_are_as_many_as_allowed(
    problems: list[Problem], most: int
) -> None:
    groups = grouped(problems, most)
    assert Counter(p for group in groups for p in group.problems) == Counter(set(problems))
    assert [group.first for group in groups] == sorted(
        (group.first for group in groups), key=problems.index
    )
    for group in groups:
        assert len({(p.code, p.level) for p in group.problems}) == 1
        assert str(group).startswith(group.first.path)
        assert group.rest == max(0, len(group.problems) - PLACES)
    kinds = {(p.code, p.level) for p in problems}
    dangers = [g for g in groups if g.first.level in (Level.DANGER, Level.LEFT_OUT)]
    if most:
        assert len(groups) <= max(most, len(kinds) + len(dangers))
    else:
        assert all(group.are_alike for group in groups)


def test_a_group_of_one_is_said_as_the_problem_itself() -> None:
    for problem in (unknown("x", "a.md"), dead("x", "a.ipynb", 3), Problem("a", "b.")):
        assert str(Group((problem,))) == str(problem)
