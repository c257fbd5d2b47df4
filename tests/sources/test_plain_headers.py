"""Which first lines are a header, and which a text: both ways, with lines made for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from proofolio.sources.markdown import read_markdown
from proofolio.sources.nodes import Place, Table

PLACE = Place("posts/a.md")
HEADS = {
    "Title": ["A title", "A: with a colon", "What is 3 > 2?"],
    "Date": ["2012-09-05", "2012-09-05 20:12", "2012/09/05 20:12:00 UTC+02:00", "Sep 5, 2012"],
    "Modified": ["2013-01-01", "2013-01-01T10:00Z"],
    "Status": ["draft", "hidden", "published", "private"],
    "Tags": ["a", "a, b", "time series, energy"],
    "Category": ["news", "Data science"],
    "Slug": ["quantum", "a-b"],
    "Summary": ["In short.", "It was: late"],
    "Author": ["Ada Lovelace"],
}
TELLING = ("Title", "Date", "Modified", "Status", "Tags", "Category", "Slug")
OPENINGS = [
    "Note", "Update", "Warning", "Hint", "Q", "TLDR", "Edit", "Abstract", "Question",
            "PS", "Disclaimer", "Spoiler", "http", "https", "Python", "Table", "Figure", "Today",
]  # fmt: skip
SENTENCES = [
    "this post is old.", "we wait for the third batch", "//example.org/a", "a, b and c",
    "2012 was a good year", "draft one of many", "yes, it works", "the model: it holds",
]  # fmt: skip
PROSE_LINES = [
    "Status: we still wait for the last numbers.", "Draft: first thoughts on queues",
    "Summary: the third shift comes too late.", "Author: Ada Lovelace", "Private: see below",
    "Keywords: load, energy", "Date: it was a Monday", "Robots: we built one", "Public: see there",
    "Description: a tool for queues", "Hidden: three layers", "Visible: what others see",
    "<!-- a remark\nof mine -->", "<!-- .. and so on -->", "…: what?", ": definition", "# Note: x",
    "- Title: x", "> Title: x", "**Title:** x", "| Title: | Date: |", "1. Title: x",
]  # fmt: skip
pair = st.sampled_from(sorted(HEADS)).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from(HEADS[key]))
)
spelling = st.sampled_from([str, str.lower, str.upper])
opening = st.tuples(st.sampled_from(OPENINGS), st.sampled_from(SENTENCES)).map(": ".join)


@given(
    st.lists(pair, min_size=2, max_size=9, unique_by=lambda each: each[0]),
    spelling,
    st.sampled_from(["\n\n", "\n---\n", "\n...\n", "\n\n\n"]),
    st.integers(0, 2),
)
def test_two_names_of_headers_are_a_header(
    pairs: list[tuple[str, str]], spell: type[str], end: str, blank: int
) -> None:
    lines = [f"{spell(key)}: {value}" for key, value in pairs]
    text = "\n" * blank + "\n".join(lines) + end + "The text.\n"
    found = read_markdown(text, PLACE)
    if not {key for key, _ in pairs} & set(TELLING):
        assert found.node is None
        return
    assert isinstance(found.node, Table)
    assert set(found.node.values) == {key.lower() for key, _ in pairs}
    assert found.body.strip() == "The text."
    assert text.split("\n")[found.line - 1 :] == found.body.split("\n")
    assert found.problems == ()


@given(st.lists(pair, min_size=1, max_size=9, unique_by=lambda each: each[0]), st.integers(0, 3))
def test_a_comment_of_dotted_names_is_a_header(pairs: list[tuple[str, str]], blank: int) -> None:
    lines = "".join(f".. {key.lower()}: {value}\n" for key, value in pairs)
    text = "\n" * blank + f"<!--\n{lines}-->\n\nThe text.\n"
    found = read_markdown(text, PLACE)
    assert isinstance(found.node, Table)
    assert set(found.node.values) == {key.lower() for key, _ in pairs}
    assert found.body.strip() == "The text."
    assert text.split("\n")[found.line] == found.body.split("\n")[1]


@given(st.lists(opening, min_size=1, max_size=4), st.sampled_from(["\n\n", "\n", ""]))
def test_a_text_that_begins_with_a_word_and_a_colon_is_a_text(lines: list[str], end: str) -> None:
    text = "\n".join(lines) + end + "The text.\n"
    found = read_markdown(text, PLACE)
    assert (found.node, found.body, found.line, found.problems) == (None, text, 1, ())


@given(st.sampled_from(PROSE_LINES), st.lists(opening, max_size=3))
def test_a_sentence_is_no_header_though_it_begins_like_one(first: str, more: list[str]) -> None:
    text = "\n".join([first, *more, "", "The text."])
    found = read_markdown(text, PLACE)
    assert (found.node, found.body, found.problems) == (None, text, ())


@given(
    st.sampled_from(["Status: draft", "status: hidden", "Draft: true", "Published: no",
                     "Private: yes", "Hidden: 1", "Status: drfat", "Published: 2031-01-01",
                     "ExpiryDate: 2020-01-01", "Unlisted: True", "Visibility: private"]),
    st.lists(opening, max_size=2),
    st.sampled_from(["\n\n", "\n"]),
)  # fmt: skip
def test_a_line_that_holds_back_is_a_header_alone(line: str, others: list[str], end: str) -> None:
    found = read_markdown("\n".join([line, *others]) + end + "The text.\n", PLACE)
    assert isinstance(found.node, Table)
    assert line.partition(":")[0].lower() in found.node.values
