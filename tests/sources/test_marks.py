"""Titles and summaries are lines of text: marks of Markdown in them are taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofolio.sources import Folders, read_content
from proofolio.sources.markdown import without_marks

MARKED = {
    "Less *noise*, more signal": "Less noise, more signal",
    "**Bold** and __bold__ words": "Bold and bold words",
    "***Both*** at once, _thin_ and ~~gone~~": "Both at once, thin and gone",
    "**Bold with *thin* inside**": "Bold with thin inside",
    "How `fit()` and ``a ` b`` work": "How fit() and a ` b work",
    "A [link](https://a.example/b_(c)) within": "A link within",
    '[All](x.md "Title") of it': "All of it",
    "(*in brackets*), *at the end*.": "(in brackets), at the end.",
    r"Five \*stars\* and a snake\_case": "Five *stars* and a snake_case",
}
PLAIN = [
    "[Draft] A title", "[WIP]: more", "snake_case_name and __init__x", "a*b*c", "2 * 3 * 4",
    "A* search and D* search", "*args and **kwargs", "*", "**", "`", "_", "Tom & Co <x> \"q\"",
    "<b>text</b>", "5 < 6 > 4", "https://a.example/_b_c_", "C:\\data", "~100 to ~200",
    "f(x) = [a](", "Rated 4* and 5*", "#1 in *", "a_b and c_d", "* item", "~/notes/~/x", "{{ x }}",
    "",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKED)
def test_marks_round_words_are_taken_out(text: str) -> None:
    assert without_marks(text) == MARKED[text]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_no_mark_stays(text: str) -> None:
    assert without_marks(text) == text


@pytest.mark.parametrize("sign", ["*", "_", "`", "[", "](", "~", "**a", "*a*", "\\*"])
def test_a_long_line_of_signs_is_read_at_once(sign: str) -> None:
    assert len(without_marks(sign * 40_000)) <= 40_000 * len(sign)


def test_entries_have_lines_without_marks_and_texts_with_them(tmp_path: Path) -> None:
    files = {
        "site_src/_data/profile.yml": "name: Ada\nheadline: H\nemail: ada@mail.example\n",
        "site_src/_data/services.yml": "care:\n  name: An offer\n  summary: With *care*.\n",
        "posts/a.md": "---\ntitle: '**A** title'\nsummary: A *word*\ndate: 2026-01-01\n---\n*B*\n",
        "projects/b.yml": "title: A `b`\nsubtitle: And *more*\nproblem: A *hard* one.\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    content = read_content(
        Folders(tmp_path, tmp_path / "site_src", tmp_path / "projects", tmp_path / "posts")
    )
    found = {entry.id: entry for entry in content.entries}
    shown = [
        (getattr(e, "title", ""), getattr(e, "subtitle", ""), getattr(e, "summary", ""))
        for e in found.values()
    ]
    assert sorted(shown) == [
        ("", "", "With care."),
        ("A b", "And more", ""),
        ("A title", "", "A word"),
    ]
    assert found["b"].problem == "A *hard* one."  # type: ignore[union-attr]
    assert found["a"].body.strip() == "*B*"  # type: ignore[union-attr]
