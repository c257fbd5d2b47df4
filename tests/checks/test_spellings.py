"""A text is read as it stands, and once more where tags, emphasis or joints cut it into pieces."""

from __future__ import annotations

import pytest

from proofolio.checks.secrets.spellings import spellings


def again(text: str) -> list[str]:
    """How it reads otherwise."""
    first, *others = spellings(text)
    assert first == text
    return others


@pytest.mark.parametrize("text", ["", "Words of an author.\nAnd more.", "a < b", "x = 'ab', 'cd'"])
def test_what_nothing_cuts_is_read_once(text: str) -> None:
    assert again(text) == []


@pytest.mark.parametrize("sign", "+/=.:~@$!%&-_a1")
def test_parts_of_code_are_joined_at_any_sign_of_a_key(sign: str) -> None:
    assert f'x = "ab{sign}{sign}cd"' in again(f'x = "ab{sign}" + "{sign}cd"')
    assert f'x = "ab{sign}{sign}cd"' in again(f"x = \"ab{sign}\" '{sign}cd'")


@pytest.mark.parametrize("joint", ['" + "', '" "', '"\n    "', '" + r"', '"."'])
def test_a_mark_in_one_part_is_not_its_end(joint: str) -> None:
    assert """x = "it's abcd";""" in again(f"""x = "it's ab{joint}cd";""")


@pytest.mark.parametrize(
    "text",
    ["x = 'ab' \\\n  'cd'", "x = 'ab' \\\r\n  'cd'", "x = 'ab\\\n  cd'", "x = 'ab\\\r\n\tcd'",
     "x = ''.join(['ab', 'cd'])", "x = ''.join(('ab', 'cd'))", "x = ['ab', 'cd'].join('')",
     "x = paste0('ab', 'cd')"],
)  # fmt: skip
def test_lines_and_lists_of_parts_are_one(text: str) -> None:
    (other,) = again(text)
    assert "abcd" in other


@pytest.mark.parametrize(
    "tag",
    ["p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "table", "thead", "tbody",
     "h1", "h6", "br", "hr", "pre", "section", "article", "blockquote", "text", "w:p"],
)  # fmt: skip
def test_a_new_paragraph_ends_a_value(tag: str) -> None:
    assert again(f'<{tag} class="a">ab</{tag}>cd') == ["\nab\ncd"]


@pytest.mark.parametrize("tag", ["b", "i", "span", "code", "w:t", "textPath", "link"])
def test_a_colour_does_not(tag: str) -> None:
    assert again(f"<{tag} class='a'>ab</{tag}>c<!-- d -->d") == ["abcd"]


@pytest.mark.parametrize("text", ["a**b**", "*ab*", "`a`b", "a__b", "see _ab_ there", "_ab_"])
def test_emphasis_is_taken_out(text: str) -> None:
    (other,) = again(text)
    assert "ab" in other
    assert not set(other) & set("*`_")


def test_only_lines_near_a_change_are_read_again() -> None:
    lines = [f"line {number}" for number in range(12)]
    for at in (0, 1, 5, 11):
        changed = [*lines[:at], "a**b**", *lines[at + 1 :]]
        near = [*lines[:at], "ab", *lines[at + 1 :]][max(0, at - 2) : at + 3]
        assert again("\n".join(changed)) == ["\n".join(near)]


def test_a_line_that_was_read_is_not_read_a_third_time() -> None:
    assert again("x = 'ab' + 'cd'\n\n\n\n\n\n*e*") == ["x = 'abcd'\n\n", "\n\ne"]
