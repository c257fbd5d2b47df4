"""What the page says that stands in place of a site that could not be built."""

from __future__ import annotations

import pytest
from lxml import html

from proofolio.outputs.problem_page import render_failure_page, render_problem_page
from proofolio.problems import Problem
from proofolio.views.words import Words


@pytest.mark.parametrize(
    ("line", "place", "text"),
    [
        (
            "proofolio: projects/a b.yml:6: order: no number.",
            "projects/a b.yml:6",
            "order: no number.",
        ),
        (
            "overrides/main.html:2: ZeroDivisionError: x",
            "overrides/main.html:2",
            "ZeroDivisionError: x",
        ),
        ("Doc file 'a.md' contains a link 'b.md'.", "", "Doc file 'a.md' contains a link 'b.md'."),
        ("Not read:\n  in mkdocs.yml:10: x", "", "Not read:\n  in mkdocs.yml:10: x"),
        ('proofolio: <b>"&', "", '<b>"&'),
        ("", "", ""),
    ],
)
def test_each_message_stands_below_its_file_and_line(line: str, place: str, text: str) -> None:
    page = html.fromstring(render_failure_page([line], Words("en")))
    (item,) = page.xpath("//li")
    assert [each.text for each in item.xpath("b")] == [place] * bool(place)
    assert item.text_content().removeprefix(place) == text


def test_so_do_the_mistakes_of_one_entry() -> None:
    problem = Problem("x", 'no date, "<b>".', "posts/a.md", 4, "date")
    page = html.fromstring(render_problem_page([problem], Words("en"), "posts/a/"))
    (item,) = page.xpath("//li")
    assert item.xpath("string(code)") == "posts/a.md:4"
    assert item.text_content() == 'posts/a.md:4date: no date, "<b>".'
