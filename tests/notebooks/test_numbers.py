"""The numbers of a cell are found in whatever form its output has."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from proofolio.model.numbers import stands_in
from proofolio.notebooks import Fragment

TABLE = (
    "<div><style scoped>.dataframe td {top: 7px}</style><table><thead><tr><th></th><th>kWh</th>"
    "</tr></thead><tbody><tr><th>0</th><td>12</td><td>345</td></tr>"
    "<tr><th>1</th><td>1,234.5</td></tr></tbody></table></div>"
)


def display(kind: str = "display_data", **data: Any) -> dict[str, Any]:
    found = {name.replace("__", "/"): value for name, value in data.items()}
    more = {"execution_count": 1} if kind == "execute_result" else {}
    return {"output_type": kind, "metadata": {}, "data": found, **more}


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stdout", "text": "Sum: 1,234.5 kWh\n"},
        {"output_type": "stream", "name": "stdout", "text": ["Sum: \x1b[1m1234", ".5\x1b[0m\n"]},
        display("execute_result", text__plain="np.float64(1234.5)"),
        display("execute_result", text__plain="   kWh\n0   12\n1 1234.5", text__html=TABLE),
        display(text__html=TABLE),
        display(text__markdown="| kWh |\n|---|\n| 1 234,5 |"),
        display(text__latex="$1234.5$", text__plain="1234.5"),
        display(application__json={"sum": 1234.5}),
    ],
    ids=["stream", "coloured", "value", "frame", "html", "markdown", "latex", "json"],
)
def test_a_number_is_found_in_every_form(
    rendered: Callable[..., Fragment], output: dict[str, Any]
) -> None:
    (cell,) = rendered({"source": "x", "outputs": [output]}).cells
    assert stands_in(Decimal("1234.5"), cell.output_text), cell.output_text
    assert not stands_in(Decimal("1235.5"), cell.output_text)


def test_every_cell_of_a_table_is_a_number_and_styles_are_not(
    rendered: Callable[..., Fragment],
) -> None:
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": TABLE}}
    (cell,) = rendered({"source": "x", "outputs": [output]}).cells
    assert stands_in(Decimal(345), cell.output_text)
    assert not stands_in(Decimal(7), cell.output_text)
