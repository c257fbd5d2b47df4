"""Converters of Markdown are used again, and nothing of one text is left for the next."""

from __future__ import annotations

from proofolio.outputs.blocks import BlockExtension
from proofolio.outputs.prose import Dialect

EXTENSIONS = ("abbr", "attr_list", "footnotes", "tables", "toc", "pymdownx.superfences")
TEXTS = (
    "## Same\n\nA note[^1] about HTML.\n\n[^1]: First.\n\n*[HTML]: an abbreviation",
    "## Same\n\nA note[^1] about HTML, and [a link][ref].\n\n[^1]: Second.\n\n[ref]: /there/",
    "## Same\n\n## Same\n\n[a link][ref], <b>HTML</b>\n\n```python\nx = 1\n```",
)


def test_each_text_is_converted_as_if_it_were_the_only_one() -> None:
    shared = Dialect(EXTENSIONS, {})
    for text in (*TEXTS, *reversed(TEXTS)):
        assert shared.convert(text) == Dialect(EXTENSIONS, {}).convert(text)


def test_text_may_be_converted_while_another_is() -> None:
    found: list[str] = []

    def render(block: str, level: int) -> str:
        found.append(dialect.convert(TEXTS[0])[0])
        return "<p>block</p>"

    dialect = Dialect((*EXTENSIONS, BlockExtension(render)), {})
    outer = "## Same\n\nA note[^1].\n\n{{< projects >}}\n\n## After\n\n[^1]: Outer."
    first, tokens = dialect.convert(outer)
    assert dialect.convert(outer) == (first, tokens)
    assert found == [Dialect(EXTENSIONS, {}).convert(TEXTS[0])[0]] * 2
    assert "Outer." in first
    assert "First." not in first
