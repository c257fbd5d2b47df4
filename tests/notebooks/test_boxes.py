"""An output stays in its own box, and shows what could be seen of it in Jupyter."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from proofolio.notebooks import Fragment

Rendered = Callable[..., Fragment]


def shown(rendered: Rendered, html: str) -> Tag:
    """An output as it stands in the page, with everything it holds."""
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
    made = rendered({"source": "", "outputs": [output]}).cells[0].html
    found = BeautifulSoup(made, "html.parser").select_one(".pf-html")
    assert found is not None, made
    return found


def styles(element: Tag) -> dict[str, str]:
    pairs = (part.partition(":") for part in str(element.get("style", "")).split(";"))
    return {name: value for name, _, value in pairs if name}


def styled(rendered: Rendered, css: str, way: str) -> Tag:
    """The element that the declarations were written for, in one of the ways to write them."""
    inner = '<p id="inner">Words to find.</p>'
    html = {
        "attribute": f'<div id="box" style="{css}">{inner}</div>',
        "sheet": f"<style>.box {{ {css} }}</style><div id='box' class='box'>{inner}</div>",
        "media": f"<style>@media screen {{ #box {{ {css} }} }}</style><div id='box'>{inner}</div>",
    }[way]
    found = shown(rendered, html).select_one("#box")
    assert found is not None
    return found


WAYS = ("attribute", "sheet", "media")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["height", "max-height"])
@pytest.mark.parametrize("flow", ["overflow: auto", "overflow:scroll", "overflow-y: auto",
                                  "overflow:hidden", "overflow: hidden auto"])  # fmt: skip
def test_a_low_box_that_clips_can_be_moved(
    rendered: Rendered, way: str, name: str, flow: str
) -> None:
    box = styled(rendered, f"{name}: 90px; {flow}", way)
    assert styles(box) == {name: "90px", "overflow": "auto"}
    assert (box["tabindex"], box["role"]) == ("0", "region")
    assert box["aria-label"]


@pytest.mark.parametrize("way", ["style='{}'", "class=box"])
@pytest.mark.parametrize("flow", ["overflow:hidden", "overflow:auto", "display:block"])
def test_parts_of_tables_keep_heights_and_stay_parts(
    rendered: Rendered, way: str, flow: str
) -> None:
    css = f"height:40px;{flow}"
    part = way.format(css)
    html = f"<style>.box {{ {css} }}</style><table {part}><thead {part}><tr {part}>"
    html += (
        f"<th {part}>a</th></tr></thead><tbody {part}><tr><td {part}>1</td></tr></tbody></table>"
    )
    table = shown(rendered, html).table
    assert table is not None
    parts = [table, *table.select("thead, thead tr, th, tbody, td")]
    assert len(parts) == 6
    for each in parts:
        assert styles(each) == {"height": "40px"}, each
        assert not {"role", "tabindex", "aria-label"} & set(each.attrs)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", ["40px", "2em", "1.5cm", "3rem"])
def test_a_low_box_that_clips_nothing_grows(rendered: Rendered, way: str, size: str) -> None:
    assert styles(styled(rendered, f"height:{size}", way)) == {"min-height": size}
    assert styles(styled(rendered, f"max-height:{size}; width:50%", way)) == {"width": "50%"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "css",
    [
        *(f"margin{side}: {size}" for side in ("", "-top", "-left", "-bottom") for size in
          ("-40px", "-2em", "-1.5%")),
        *(f"position: {where}; top: -50px; left: 0" for where in ("absolute", "fixed", "sticky")),
        *("transform: translateX(400px)", "translate: 5em", "z-index: 99", "inset: 0",
          "height: 100vh", "height: 300%", "max-height: 50vh"),
    ],
)  # fmt: skip
def test_no_style_reaches_out_of_the_box(rendered: Rendered, way: str, css: str) -> None:
    assert styles(styled(rendered, css, way)) == {}


HIDING = [
    "display:none", "display: none !important", "visibility:hidden", "height:0;overflow:hidden",
    "max-height: 0px; overflow-y: hidden", "opacity:0", "font-size:0",
    "position:absolute;left:-9999px", "width:1px;height:1px;overflow:hidden;position:absolute",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("css", HIDING)
def test_what_nobody_saw_is_left_out(rendered: Rendered, way: str, css: str) -> None:
    hidden = {
        "attribute": f'<div class="x" style="{css}">Gone</div>',
        "sheet": f'<style>.x{{{css}}}</style><div class="x">Gone</div>',
        "media": f'<style>@media all{{.x{{{css}}}}}</style><div class="x">Gone</div>',
    }[way]
    text = shown(rendered, f"<p>Before</p>{hidden}<p>After</p>").get_text(" ")
    assert "Gone" not in text
    assert text.split() == ["Before", "After"]


@pytest.mark.parametrize("css", HIDING)
def test_what_would_be_all_of_an_output_is_shown(rendered: Rendered, css: str) -> None:
    found = shown(rendered, f'<div style="{css}"><p>The <b>only</b> words</p></div>')
    assert found.get_text(" ").split() == ["The", "only", "words"]
    assert not [e for e in found.find_all(style=True) if "overflow" in styles(e)]


SHOWING = [
    "<style>.x{display:none} input:checked ~ .x{display:block}</style>"
    '<input type="checkbox" id="a"><label for="a">More</label>%s',
    "<style>.x{display:none} .tabs > input:checked + .x{display:block}</style>%s",
    "<style>.x{visibility:hidden} :target .x{visibility:visible}</style>%s",
    "<style>.x{max-height:0;overflow:hidden} .all:hover .x{max-height:90px}</style>%s",
    "<style>.x{display:none}</style><button onclick=\"document.querySelector('.x')"
    ".style.display = 'block'\">More</button>%s",
    "<style>.x{display:none}</style>%s<script>for (const e of document.querySelectorAll('.x')) "
    "e.classList.toggle('open')</script>",
]  # fmt: skip


@pytest.mark.parametrize("html", SHOWING)
def test_what_something_left_out_would_show_is_shown(rendered: Rendered, html: str) -> None:
    words = "so many that it is no placeholder which a script would fill"
    first, third = f"<p>First, {words}.</p>", f'<div class="y">Third, {words}.</div>'
    made = html.replace("%s", f'{first}<div class="x">Second.</div>{third}')
    text = shown(rendered, made).get_text(" ")
    assert 0 <= text.find("First") < text.find("Second") < text.find("Third"), text


@pytest.mark.parametrize(
    "rule", ["@media print", "@media (prefers-color-scheme: dark)", "@media (hover)",
             "@media screen and (max-width: 400px)", "@media not screen",
             "@container (width > 1px)"
             ]
)  # fmt: skip
def test_rules_of_other_occasions_do_not_hold(rendered: Rendered, rule: str) -> None:
    sheet = (
        f"<style>p{{color:red}} {rule}{{ p{{display:none}} b{{color:#fff}} }} i{{width:9%}}</style>"
    )
    found = shown(rendered, f"{sheet}<p>Words</p><b>More</b><i>Last</i>")
    assert found.get_text(" ").split() == ["Words", "More", "Last"]
    assert styles(found.i) == {"width": "9%"}  # type: ignore[arg-type]
    assert not found.b.get("style")  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["style='background:{}'", "bgcolor='{}'"])
def test_cells_that_say_something_by_their_colour_are_shown(
    rendered: Rendered, written: str
) -> None:
    cells = "".join(f"<td {written.format(colour)}></td>" for colour in ("#fee", "#f88", "#900"))
    assert len(shown(rendered, f"<table><tr>{cells}</tr></table>").select(".pf-ground")) == 3
