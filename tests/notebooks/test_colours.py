"""Tables in colour can be read, in the light and in the dark, whatever a notebook chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import ImageColor
from tinycss2.color3 import parse_color

from proofolio.notebooks import Fragment

NAMES = {
    name: "#{:02x}{:02x}{:02x}".format(*ImageColor.getrgb(name)) for name in ImageColor.colormap
}
FORMS = [
    *NAMES,
    *NAMES.values(),
    *(f"#{red}{green}{blue}" for red in "08f" for green in "07f" for blue in "0cf"),
    *(f"rgb({grey},{grey},{grey})" for grey in range(0, 256, 5)),
    *(f"rgba({red}, 40, {255 - red}, {alpha})" for red in (0, 99, 255) for alpha in (0.1, 0.6, 1)),
    *(f"hsl({hue}, 100%, {light}%)" for hue in range(0, 360, 30) for light in (20, 50, 80)),
    *(f"hsla({hue}deg 80% 40% / 70%)" for hue in range(0, 360, 45)),
]
INKS = ["", "white", "#111", "red", "yellow", "midnightblue", "rgba(0,0,0,.3)", "hsl(0,0%,50%)"]
NO_COLOURS = ["lightgoldenrod", "Canvas", "#12345", "rgb(1,2)", "transparent", "rgba(9,9,9,0)"]
"""What is no ground in all browsers must bring along no ink that fits one."""


def luminance(colour: str) -> float:
    found = parse_color(NAMES.get(colour, colour))
    assert found.alpha == 1, f"{colour} lets the page through, of which there are two"
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in found]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(element: Tag, ground: Tag) -> float:
    ink, paper = styles(element)["color"], styles(ground)["background-color"]
    low, high = sorted((luminance(ink), luminance(paper)))
    return (high + 0.05) / (low + 0.05)


def styles(element: Tag) -> dict[str, str]:
    pairs = (part.partition(":") for part in str(element.get("style", "")).split(";"))
    return {name: value for name, _, value in pairs}


def table(rendered: Callable[..., Fragment], style: str, cells: Iterable[str]) -> list[Tag]:
    """The cells of a table that a program wrote."""
    html = f"{style}<table><tr><td>0</td></tr><tr>{''.join(cells)}</tr></table>"
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
    made = rendered({"source": "", "outputs": [output]}).cells[0].html
    return list(BeautifulSoup(made, "html.parser").find_all("tr")[1].find_all("td"))


@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_any_ground(ink: str, rendered: Callable[..., Fragment]) -> None:
    rest = f";color:{ink}" if ink else ""
    written = [f'<td style="background-color: {form}{rest}">1</td>' for form in FORMS]
    cells = table(rendered, "", written)
    assert len(cells) == len(FORMS) > 400
    for form, cell in zip(FORMS, cells, strict=True):
        assert contrast(cell, cell) >= 4.5, f"{form}: {cell}"


def test_text_can_be_read_on_grounds_of_a_styler(rendered: Callable[..., Fragment]) -> None:
    rules = "".join(f"#T_a_{n} {{background: {form}}}" for n, form in enumerate(FORMS))
    written = [f'<td id="T_a_{n}">1</td>' for n in range(len(FORMS))]
    cells = table(rendered, f"<style>{rules}</style>", written)
    assert all(contrast(cell, cell) >= 4.5 for cell in cells)
    assert len(cells) == len(FORMS)


def test_coloured_words_in_a_cell_fit_its_ground(rendered: Callable[..., Fragment]) -> None:
    written = [
        f'<td style="background:{name}">a <span style="color:{ink}"><b style="background:'
        f'linear-gradient(90deg,red 50%,blue 50%)">1</b></span></td>'
        for name in NAMES
        for ink in ("red", "rgba(0,0,0,.4)", "lime")
    ]
    cells = table(rendered, "", written)
    assert len(cells) == 3 * len(NAMES)
    for cell in cells:
        assert cell.span
        assert contrast(cell.span, cell) >= 4.5, cell
        assert "--c" not in str(cell)


def test_what_is_no_ground_changes_no_ink(rendered: Callable[..., Fragment]) -> None:
    written = [f'<td style="background-color:{form}">1</td>' for form in NO_COLOURS]
    cells = table(rendered, "", written)
    assert [cell.get("class") for cell in cells] == [None] * len(NO_COLOURS)
    assert all(styles(cell).keys() <= {"", "text-align"} for cell in cells)
