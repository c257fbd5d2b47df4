"""Every file in the folders of entries is read, named somewhere, or told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.grouping import grouped
from proofolio.model.kind import MARKDOWN
from proofolio.model.record import Page
from proofolio.problems import Level, Problem
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.unread import FORMATS, SCRIPTS

PROFILE = "name: Ada\nheadline: H\nemail: ada@mail.example\n"
POST = "---\ntitle: A post\ndate: 2024-05-01\n---\nWords.\n"


def notebook(*sources: str) -> str:
    cells = [
        {"cell_type": "code", "metadata": {}, "source": s, "outputs": [], "execution_count": 1}
        for s in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def read(folder: Path, files: dict[str, str], posts: str = "posts") -> Content:
    (folder / "projects").mkdir(parents=True, exist_ok=True)
    for name, text in ({"site_src/_data/profile.yml": PROFILE} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_content(Folders(folder, folder / "site_src", folder / "projects", folder / posts))


def untouched(content: Content) -> list[Problem]:
    return [found for found in content.problems if found.code in ("not-read", "not-named")]


@pytest.mark.parametrize("posts", ["posts", "writing/all"])
def test_57_files_of_another_tool_are_one_line(tmp_path: Path, posts: str) -> None:
    files = {f"{posts}/p{number:02}/index.qmd": POST for number in range(57)}
    content = read(tmp_path, files, posts)
    found = untouched(content)
    assert sorted(problem.path for problem in found) == sorted(files)
    (told,) = map(str, grouped(found))
    assert told.startswith(f"{posts}/p00/index.qmd, {posts}/p01/index.qmd, {posts}/p02/index.qmd ")
    assert f"Nothing reads 57 `.qmd` files in `{posts}/`" in told
    assert "`quarto convert FILE`" in told
    assert {problem.level for problem in found} == {Level.PROBLEM}


@pytest.mark.parametrize("suffix", [*FORMATS, ".Rmd", ".HTML"])
@pytest.mark.parametrize("place", ["projects/x", "posts/x", "posts/a/x", "posts/a/b/c/index"])
def test_a_text_in_another_form_is_told_with_what_to_do(
    tmp_path: Path, suffix: str, place: str
) -> None:
    content = read(tmp_path, {f"{place}{suffix}": "x", "posts/a/index.md": POST})
    (found,) = untouched(content)
    assert found.path == f"{place}{suffix}"
    folder = place.partition("/")[0]
    assert f"Nothing reads 1 `{suffix}` file in `{folder}/`, so it is on no page." in found.text
    assert found.text.count(f"`{suffix}`") >= 2
    assert "{}" not in found.text
    assert "%s" not in found.text


def test_one_line_a_folder_counts_each_kind(tmp_path: Path) -> None:
    files = {f"posts/{n}.rst": "x" for n in range(3)} | {f"posts/{n}.Rmd": "x" for n in range(9)}
    files |= {f"projects/{n}.py": "x" for n in range(2)} | {"projects/a.csv": "1"}
    told = list(map(str, grouped(untouched(read(tmp_path, files)))))
    assert len(told) == 2
    assert "12 files (9 `.Rmd`, 3 `.rst`) in `posts/`" in told[0]
    assert "3 files (2 `.py`, 1 `.csv`) in `projects/`" in told[1]
    assert "`jupytext --to ipynb FILE`" in told[1]


def test_folders_in_folders_are_told(tmp_path: Path) -> None:
    files = {f"projects/kaggle/k{n}/x.ipynb": notebook() for n in range(25)}
    files |= {"posts/2024/05/a.md": POST, "posts/2024/b.md": POST}
    told = list(map(str, grouped(untouched(read(tmp_path, files)))))
    assert len(told) == 2
    assert "Nothing reads 2 `.md` files in `posts/2024/`" in told[0]
    assert "Nothing reads 25 `.ipynb` files in `projects/kaggle/`" in told[1]
    assert "move each up" in told[1]


def test_files_beside_an_index_are_told(tmp_path: Path) -> None:
    files = {f"posts/talks/t{n:02}.ipynb": notebook() for n in range(20)}
    files |= {"posts/talks/index.md": POST, "posts/talks/further.md": POST}
    files |= {"posts/talks/slides.pdf": "x", "posts/talks/plots/a.png": "x"}
    content = read(tmp_path, files)
    assert [entry.id for entry in content.entries] == ["talks"]
    told = list(map(str, grouped(untouched(content))))
    assert len(told) == 2
    assert any("Nothing reads 20 `.ipynb` files in `posts/talks/`" in text for text in told)
    assert any("2 files (1 `.pdf`, 1 `.png`) in `posts/talks/`" in text for text in told)
    levels = {problem.path: problem.level for problem in untouched(content)}
    assert levels["posts/talks/slides.pdf"] is Level.NOTE
    assert levels["posts/talks/t00.ipynb"] is Level.PROBLEM


def test_markdown_beside_an_index_is_a_page_but_what_is_put_into_a_text(tmp_path: Path) -> None:
    text = POST + '--8<-- "part.md"\n\n--8<--\nother.md\n--8<--\n\n[Page](page.md)\n'
    names = ("part", "other", "page", "unnamed", "_kept", "README", "CHANGELOG", "LICENCE")
    files = {f"posts/a/{name}.md": "# T\n" for name in names} | {"posts/a/index.md": text}
    (entry,) = read(tmp_path, files).entries
    assert isinstance(entry, Page)
    assert [page.address for page in entry.subpages] == ["posts/a/page/", "posts/a/unnamed/"]


NAMED = {
    "a link": ("posts/a/index.md", POST + "[x](values.csv)", "posts/a/values.csv"),
    "a link from another entry": ("posts/b.md", POST + "[x](a/values.csv)", "posts/a/values.csv"),
    "a link with escapes": ("posts/b.md", POST + "[x](a/my%20values.csv)", "posts/a/my values.csv"),
    "a link with spaces": ("posts/b.md", POST + "[x](<a/my values.csv>)", "posts/a/my values.csv"),
    "HTML": ("posts/b.md", POST + '<iframe src="chart.html"></iframe>', "posts/chart.html"),
    "a page": ("site_src/about.md", "![x](../posts/a/plot.png)", "posts/a/plot.png"),
    "the header": ("posts/b.md", POST.replace("---\nW", "image: p.png\n---\nW"), "posts/p.png"),
    "a list": ("site_src/_data/services.yml", "a: {name: A, image: ../../x.png}", "projects/x.png"),
    "code": ("projects/c.ipynb", notebook("pd.read_csv('data/t.csv')"), "projects/data/t.csv"),
    "an import": ("projects/c.ipynb", notebook("from .helper import x"), "projects/helper.py"),
    "code in Markdown": ("posts/b.md", POST + "```\ncat a.txt.\n```", "posts/a.txt"),
    "a snippet": ("posts/a/index.md", POST + '--8<-- "in/part.md"', "posts/a/in/part.md"),
    "a notebook's entry": ("projects/c.yml", "title: C\nnotebook: w/x.ipynb", "projects/w/x.ipynb"),
}


@pytest.mark.parametrize(("text", "content", "file"), NAMED.values(), ids=NAMED)
def test_what_is_named_is_not_told(tmp_path: Path, text: str, content: str, file: str) -> None:
    files = {"posts/a/index.md": POST, text: content, file: "x"}
    assert not untouched(read(tmp_path, files))
    other = str(Path(file).with_stem("other"))
    found = [each for each in read(tmp_path, {other: "x"}).problems if each.path in other]
    assert {each.code for each in found} <= {"not-read", "not-named", "no-index"}
    assert found


QUIET = [
    *(".hidden.qmd", "_draft.qmd", ".ipynb_checkpoints/a-checkpoint.ipynb", "_parts/x.md"),
    *("a.md~", "#a.md#", ".#a.md", "a.qmd.bak", "a.md.orig", ".a.md.swp", "x.tmp", "Thumbs.db"),
    *(".DS_Store", "README.md", "README", "readme.rst", "LICENSE", "requirements.txt", "Makefile"),
    *("a/_x/y.qmd", "a/.cache/y.html", "node_modules/x/README.html", "__pycache__/x.py"),
]


@pytest.mark.parametrize("name", QUIET)
def test_what_is_nobodys_content_is_not_told(tmp_path: Path, name: str) -> None:
    assert not untouched(read(tmp_path, {f"posts/{name}": "x", "posts/a/index.md": POST}))


def test_an_environment_in_a_folder_is_not_told(tmp_path: Path) -> None:
    files = {"projects/.x": "", "projects/tools/pyvenv.cfg": "", "projects/tools/lib/a.html": "x"}
    assert not untouched(read(tmp_path, files))


@pytest.mark.parametrize("suffix", [*FORMATS, *SCRIPTS])
def test_what_an_entry_was_made_of_or_is_exported_to_is_not_told(
    tmp_path: Path, suffix: str
) -> None:
    files = {"posts/a.md": POST, f"posts/a{suffix}": "x"}
    files |= {"projects/b/index.ipynb": notebook(), f"projects/b/index{suffix}": "x"}
    content = read(tmp_path, files)
    assert len(content.entries) == 2
    assert not untouched(content)


@pytest.mark.parametrize("suffix", [*MARKDOWN, ".MD", ".Markdown"])
def test_every_ending_of_markdown_is_read_alike(tmp_path: Path, suffix: str) -> None:
    content = read(tmp_path, {f"posts/a{suffix}": POST, f"posts/b/index{suffix}": POST})
    assert [(entry.id, getattr(entry, "body", "")) for entry in content.entries] == [
        ("a", "Words."),
        ("b", "Words."),
    ]
    assert not content.problems


FILES = st.sets(
    st.builds(
        lambda folders, name, suffix: "/".join([*folders, name + suffix]),
        st.lists(st.sampled_from(["a", "b", "deep"]), max_size=3),
        st.sampled_from(["index", "one", "two", "three four"]),
        st.sampled_from([".md", ".ipynb", ".qmd", ".rst", ".html", ".csv", ".png", ".py", ""]),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(FILES)
def test_whatever_lies_there_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    # A file has no place where a folder of its name stands.
    files = {f"posts/{name}": notebook() if name.endswith(".ipynb") else "" for name in names}
    content = read(folder, files)
    told = {found.path for found in content.problems}
    told |= {path for broken in content.broken for path in broken.paths}
    read_ = {entry.origin.path for entry in content.entries}
    twins = {path.rpartition(".")[0] for path in read_ | told if path.endswith((".md", ".ipynb"))}
    for name in files:
        folders = {str(parent) for parent in Path(name).parents} & told
        is_twin = (
            name.endswith((".qmd", ".rst", ".html", ".py")) and name.rpartition(".")[0] in twins
        )
        assert name in told | read_ or folders or is_twin, name
