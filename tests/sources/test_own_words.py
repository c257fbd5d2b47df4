"""`_data/words.yml`: what is used of it, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofolio.sources.files import Files, Folders
from proofolio.sources.own_words import OwnWords, read_own_words
from proofolio.views.word_tables import needed_words, placeholders


def theme(language: str) -> dict[str, str]:
    own = {"material.search.result.other": "# matching documents", "material.top": "Back to top"}
    return {**needed_words(language), **own}


def read(tmp_path: Path, text: str) -> OwnWords:
    data = tmp_path / "_data"
    data.mkdir(exist_ok=True)
    (data / "words.yml").write_text(text, encoding="utf-8")
    return read_own_words(data, Files(Folders(tmp_path, tmp_path, tmp_path, tmp_path)), theme)


def told(tmp_path: Path, text: str) -> list[str]:
    return [
        str(problem).removeprefix("_data/words.yml:") for problem in read(tmp_path, text).problems
    ]


def test_words_of_any_language_are_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "en:\n  common:\n    work: Projects\n    about:  # About\n    comma: ' '\n"
        "pt_br:\n  common:\n    projects_many: '{count} de projetos'\n    projects_one: um\n"
        "sl:\n  material:\n    search.result.other: '# zadetkov'\n  home:\n",
    )
    assert found.problems == []
    assert found.words == {
        "en": {"common.work": "Projects", "common.comma": " "},
        "pt-BR": {"common.projects_many": "{count} de projetos", "common.projects_one": "um"},
        "sl": {"material.search.result.other": "# zadetkov"},
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("common:\n  work: Projects\n", "1: common: This stands below no language."),
        ("slovenian: {}\n", '1: slovenian: "slovenian" is no language\'s tag. Write `sl`.'),
        ("qqx: {}\n", '1: qqx: "qqx" is no language\'s tag. Write one such as `sl`.'),
        ("en: Projects\n", "1: en: Lines of `key: word` are expected here."),
        ("- a\n", "1: Here is a list where lines"),
        ("en:\n  comon: {}\n", "2: en.comon: There is no such section. Did you mean `common`?"),
        (
            "en:\n  common:\n    wrok: x\n",
            "3: en.common.wrok: There is no such word. Did you mean `work`?",
        ),
        ("en:\n  common:\n    zzzz: x\n", "`proofolio words` writes all that there are."),
        (
            "en:\n  common:\n    projects_few: x\n",
            "3: en.common.projects_few: The language has no form `few` of a number. It has "
            "`projects_one`, `projects_other`.",
        ),
        ("en:\n  common:\n    work: [a]\n", "3: en.common.work: A word is one text."),
        ("en:\n  common:\n    work: <b>x</b>\n", 'work: "<b>x</b>" holds HTML'),
        ("en:\n  common:\n    work: a &amp; b\n", "holds HTML"),
        (
            "en:\n  common:\n    work: 'x {name}'\n",
            "has `{name}`, which nothing fills in. Write it without",
        ),
        ("en:\n  common:\n    work: 'x {{'\n", "has a brace that fills nothing in"),
        ("en:\n  common:\n    work: ' '\n", "is blank."),
        ("en:\n  common:\n    against: Against it.\n", "lacks `{baseline}`."),
        ("en:\n  common:\n    against: '{baseline} {x}'\n", "has `{x}`, which nothing fills in."),
        ("en:\n  common:\n    against: '{baseline.__class__}'\n", "Write `{baseline}`."),
        ("en:\n  common:\n    against: '{baseline:>999999999}'\n", "Write `{baseline}`."),
        ("en:\n  common:\n    against: '{baseline!r}'\n", "Write `{baseline}`."),
        ("en:\n  common:\n    against: '{baseline'\n", "Write `{baseline}`."),
        ("en:\n  common:\n    projects_other: many\n", "lacks `{count}`."),
        ("en:\n  material:\n    top: 'To \"top\"'\n", 'holds `"`, which Material cannot show'),
        ("en:\n  material:\n    search.result.other: many\n", "needs one `#`"),
        ("en:\n  common:\n    work: a\n    work: b\n", "stands here a second time"),
        ("en:\n  common: [\n", ""),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line_and_left_out(
    tmp_path: Path, text: str, message: str
) -> None:
    (line,) = told(tmp_path, text)
    assert message in line
    assert read(tmp_path, text).words == {}


@pytest.mark.parametrize("language", ["en", "de", "ar", "zh", "sl", "pl"])
def test_every_word_is_refused_with_one_placeholder_less_or_more(
    tmp_path: Path, language: str
) -> None:
    """Of every word there is; what English says is taken as it is."""
    table = needed_words(language)
    assert len(table) > 500
    lines = [f"{language}:"]
    asked, section = [], ""
    for key, english in table.items():
        name, _, word = key.partition(".")
        lines += [f"  {name}:"] if name != section else []
        section = name
        needed = sorted(placeholders(english))
        may_lack = word.endswith(("_zero", "_one", "_two")) and needed == ["count"]
        text = "plain" if needed and not may_lack else f"{english} {{more}}"
        lines.append(f"    {word}: {text!r}" if "'" not in text else f'    {word}: "{text}"')
        asked.append(key)
    found = read(tmp_path, "\n".join(lines))
    assert found.words == {}
    assert [problem.code for problem in found.problems] == ["bad-word"] * len(asked)


def test_no_file_and_an_empty_one_are_nothing(tmp_path: Path) -> None:
    files = Files(Folders(tmp_path, tmp_path, tmp_path, tmp_path))
    assert read_own_words(tmp_path / "_data", files, theme) == OwnWords()
    found = read(tmp_path, "# nothing yet\n")
    assert (found.words, found.problems) == ({}, [])
