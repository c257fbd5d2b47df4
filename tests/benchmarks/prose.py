"""Text of invented entries: sentences, Markdown, and the cells of notebooks."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from typing import Any

from notebooks import Cell, code_cell, markdown_cell, plot, stream, table

SLOT = re.compile(r"\{(who|thing|method|problem|when|number)\}")
CELLS = 25
PLOTS_AT, TABLES_AT, FORMULAS_AT = (6, 14, 20), (8, 16), (5, 11, 19)
RESULT_AT = 18


class Writer:
    """Writes text of one entry; what it writes depends on the seed and the entry alone."""

    def __init__(self, words: dict[str, Any], seed: str) -> None:
        self.words = words
        self.random = random.Random(seed)

    def fill(self, template: str) -> str:
        """A sentence with something in each of its slots."""
        return SLOT.sub(self._choose, template)

    def _choose(self, slot: re.Match[str]) -> str:
        if slot[1] == "number":
            return str(self.random.randint(2, 90))
        return str(self.random.choice(self.words["slots"][slot[1]]))

    def sentence(self) -> str:
        text = self.fill(self.random.choice(self.words["sentences"]["text"]))
        return text[0].upper() + text[1:]

    def number(self, low: float, high: float) -> float:
        return round(self.random.uniform(low, high), 1)

    def paragraph(self, sentences: int = 4) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def pick(self, key: str, count: int = 1) -> list[str]:
        return self.random.sample(self.words[key], count)

    def headings(self) -> Iterator[str]:
        """All headings in some order, again and again."""
        headings = self.words["sentences"]["headings"]
        return itertools.cycle(self.random.sample(headings, len(headings)))

    def formula(self) -> str:
        return str(self.random.choice(self.words["sentences"]["formulas"]))

    def code(self) -> str:
        return self.fill(self.random.choice(self.words["sentences"]["code"]))

    def fence(self) -> str:
        return f"```python\n{self.code()}\n```"

    def equation(self) -> str:
        return f"$$\n{self.formula()}\n$$"

    def listing(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(self.random.randint(3, 5)))

    def table(self) -> str:
        rows = [
            f"| {self.random.choice(self.words['slots']['method'])} "
            f"| {self.random.uniform(1, 9):.1f} | {self.random.uniform(40, 99):.1f} |"
            for _ in range(5)
        ]
        return "\n".join(["| Method | Error, % | Inside the band, % |", "|---|---:|---:|", *rows])

    def body(self, words: int) -> str:
        """Markdown with headings, lists, a table, code and a formula."""
        specials = (self.listing, self.table, self.fence, self.equation)
        parts = [self.paragraph()]
        headings = self.headings()
        while len(" ".join(parts).split()) < words:
            parts.append(f"## {next(headings)}")
            parts.extend(self.paragraph() for _ in range(self.random.randint(1, 3)))
            parts.append(self.random.choice(specials)())
        return "\n\n".join(parts)

    def cells(self, title: str, printed: str, seed: str) -> tuple[Cell, ...]:
        """A notebook of some 25 cells with plots, tables, formulas and printed lines."""
        cells = [
            markdown_cell(f"# {title}\n\n{self.paragraph(2)}"),
            code_cell("import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt"),
        ]
        headings = self.headings()
        while len(cells) < CELLS:
            at = len(cells)
            if at in PLOTS_AT:
                cells.append(code_cell(self.code(), plot(self.random, f"{seed}/{at}")))
            elif at in TABLES_AT:
                cells.append(code_cell(self.code(), table(self.random)))
            elif at == RESULT_AT:
                cells.append(code_cell(self.code(), stream(printed), tags=["result"]))
            elif at in FORMULAS_AT:
                text = f"{self.paragraph(2)}\n\n{self.equation()}\n\nwith $n = {at}$."
                cells.append(markdown_cell(text))
            elif at % 3 == 0:
                cells.append(markdown_cell(f"## {next(headings)}\n\n{self.paragraph(3)}"))
            elif at % 3 == 1:
                cells.append(code_cell(self.code(), stream(self.log())))
            else:
                cells.append(markdown_cell(f"{self.paragraph(2)}\n\n{self.listing()}"))
        return tuple(cells)

    def log(self) -> str:
        count = self.random.randint(2, 6)
        return "\n".join(f"fold {n}: {self.random.uniform(2, 9):.3f} %" for n in range(count))
