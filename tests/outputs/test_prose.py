"""An author's Markdown as HTML."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.outputs.prose import Dialect, convert_fields, count_words, finish
from proofolio.outputs.site_files import SiteFiles
from proofolio.problems import Problem
from proofolio.views.site import Prose

DIALECT = Dialect(list(EXTENSIONS), EXTENSIONS)


@pytest.fixture
def files(tmp_path: Path) -> SiteFiles:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "plot.png").write_bytes(b"png")
    (tmp_path / "posts" / "other.md").write_text("# Other", encoding="utf-8")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "names.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "site_src" / "_data").mkdir(parents=True)
    (tmp_path / "site_src" / "_data" / "face.jpg").write_bytes(b"jpg")
    (tmp_path / "site_src" / "logo.svg").write_text("<svg/>", encoding="utf-8")
    return SiteFiles(
        root=tmp_path,
        docs="site_src",
        data="site_src/_data",
        pages={"posts/other.md": "posts/other/", "projects/a.ipynb": "projects/a/"},
        addresses=frozenset({"", "posts/", "posts/other/", "projects/a/", "services/"}),
    )


def convert(files: SiteFiles, **fields: str) -> tuple[Prose, tuple[Problem, ...]]:
    def resolve(target: str) -> str | Problem:
        return files.resolve(target, "posts/ranges.md", "posts/ranges/")

    return convert_fields(fields, DIALECT, resolve)


def test_fields_are_one_document_but_stay_apart(files: SiteFiles) -> None:
    prose, problems = convert(files, problem="See[^1].", result="Done.\n\n[^1]: A note.")
    assert problems == ()
    assert 'href="#fn:1"' in prose.fields["problem"]
    assert prose.fields["result"] == "<p>Done.</p>"
    assert "A note." in prose.fields["footnotes"]


def test_only_filled_fields_come_back(files: SiteFiles) -> None:
    prose, _ = convert(files, problem=" ", result="Done.")
    assert list(prose.fields) == ["result"]


def test_headings_of_the_body_make_the_contents(files: SiteFiles) -> None:
    prose, _ = convert(files, body="## One & two\n\n### Three\n", problem="## Elsewhere")
    assert [(h.level, h.text) for h in prose.headings] == [(2, "One & two"), (3, "Three")]


def test_an_excerpt_ends_at_the_mark(files: SiteFiles) -> None:
    prose, _ = convert(files, body="First.\n\n<!-- more -->\n\nSecond.")
    assert prose.excerpt.strip() == "<p>First.</p>"
    assert prose.text == "First."


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("other.md", "posts/other/"),
        ("other.md#place", "posts/other/#place"),
        ("../projects/a.ipynb", "projects/a/"),
        ("../other/", "posts/other/"),
        ("/services/", "services/"),
        ("../../services/index.md", "services/"),
        ("/", ""),
        ("plot.png", "posts/plot.png"),
        ("../site_src/logo.svg", "logo.svg"),
        ("/logo.svg", "logo.svg"),
        ("https://example.org/x", "https://example.org/x"),
        ("#here", "#here"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_lead_to_pages_and_files(files: SiteFiles, written: str, address: str) -> None:
    assert files.resolve(written, "posts/ranges.md", "posts/ranges/") == address


@pytest.mark.parametrize(
    ("written", "address"),
    [("/me/services/", "services/"), ("/me/logo.svg#a", "logo.svg#a"), ("/me/", ""), ("/me", "")],
)
def test_a_link_may_begin_with_the_base_of_the_site(
    files: SiteFiles, written: str, address: str
) -> None:
    based = replace(files, base="/me/")
    assert based.resolve(written, "site_src/about.md", "about/") == address
    assert based.resolve("/services/", "site_src/about.md", "about/") == "services/"
    assert isinstance(files.resolve(written, "site_src/about.md", "about/"), Problem)


@pytest.mark.parametrize(
    "written", ["nothing.md", "../private/names.txt", "../../etc/passwd", "/none/", "%00"]
)
def test_links_to_nothing_are_problems(files: SiteFiles, written: str) -> None:
    found = files.resolve(written, "posts/ranges.md", "posts/ranges/")
    assert isinstance(found, Problem)
    assert (found.code, found.path) == ("broken-link", "posts/ranges.md")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("details.md", "only `index` is an entry"),
        ("more.ipynb#cell", "only `index` is an entry"),
        ("../../private/names.txt", "nothing there is published"),
    ],
)
def test_a_file_that_nothing_is_made_of_is_not_called_missing(
    files: SiteFiles, written: str, reason: str
) -> None:
    folder = files.root / "posts" / "deep"
    folder.mkdir()
    for name in ("index.md", "details.md", "more.ipynb"):
        (folder / name).write_text(f"See [it]({written}).", encoding="utf-8")
    found = files.resolve(written, "posts/deep/index.md", "posts/deep/")
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("broken-link", 1)
    assert f'"{written}" lies there, but' in found.text
    assert reason in found.text
    missing = files.resolve("nothing.md", "posts/deep/index.md", "posts/deep/")
    assert isinstance(missing, Problem)
    assert "Put the file there" in missing.text


def test_linked_files_are_taken_along(files: SiteFiles) -> None:
    prose, _ = convert(files, body='![A plot](plot.png)\n\n<img src="plot.png" alt="raw">')
    assert prose.fields["body"].count('src="pf:posts/plot.png"') == 2
    assert files.needed == {"posts/plot.png": "posts/plot.png"}


def test_data_files_get_an_address_that_tells_nothing(files: SiteFiles) -> None:
    address = files.address_of_file("site_src/_data/face.jpg")
    assert address.startswith("assets/files/face-")
    assert "_data" not in address


def test_a_picture_of_another_host_becomes_a_link(files: SiteFiles) -> None:
    prose, problems = convert(files, body="![Plot](https://cdn.example/p.png)")
    assert prose.fields["body"] == '<p><a href="https://cdn.example/p.png">Plot</a></p>'
    assert [p.code for p in problems] == ["outside-picture"]


def test_addresses_are_as_seen_from_the_page() -> None:
    html = '<a href="pf:posts/other/#a">x</a> <img src="pf:posts/plot.png">'
    assert finish(html, "posts/") == '<a href="other/#a">x</a> <img src="plot.png">'
    assert finish(html, "") == '<a href="posts/other/#a">x</a> <img src="posts/plot.png">'


def test_formulas_are_mathml(files: SiteFiles) -> None:
    prose, _ = convert(files, body="Inline $a^2$ and\n\n$$\\frac{1}{2}$$\n")
    assert prose.fields["body"].count("<math") == 2
    assert "arithmatex" not in prose.fields["body"]
    assert "<p><div" not in prose.fields["body"]


def test_money_is_no_formula(files: SiteFiles) -> None:
    prose, _ = convert(files, body="From $5 to $6 a month.")
    assert "From $5 to $6 a month." in prose.fields["body"]


def test_words_are_counted_in_any_script() -> None:
    assert count_words("<p>Three plain words</p>") == 3
    assert count_words("<p>数据科学</p>") == 2
