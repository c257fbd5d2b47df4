"""Publications from BibTeX: what its files say, and every slip with file, line and nothing lost."""

from __future__ import annotations

import datetime as dt
import logging
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofolio.model.library import Library, Records
from proofolio.model.publication import Publication
from proofolio.problems import Level
from proofolio.sources import Content, Folders, read_content
from proofolio.sources.bibtex import parse_bibtex
from proofolio.sources.bibtex_entries import table_of
from proofolio.sources.latex import markdown_latex, plain_address, plain_latex
from proofolio.sources.nodes import Place

FILE = "site_src/_data/publications.bib"
BEFORE = "@article{first, title={First}, year=2001}\n"
AFTER = "\n@article{last, title={Last}, year=2002}\n"


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads publications of a file, given as text or bytes, and of others."""

    def reader(bib: str | bytes, **others: str) -> Content:
        data = tmp_path / "site_src" / "_data"
        data.mkdir(parents=True, exist_ok=True)
        for name in ("projects", "posts"):
            (tmp_path / name).mkdir(exist_ok=True)
        (data / "profile.yml").write_text("{name: Ana, headline: H, email: a@a.example}\n")
        content = bib.encode() if isinstance(bib, str) else bib
        (data / "publications.bib").write_bytes(content)
        for name, text in others.items():
            (data / f"{name}.yml").write_text(text)
        folders = Folders(tmp_path, data.parent, tmp_path / "projects", tmp_path / "posts")
        return read_content(folders)

    return reader


def one(content: Content) -> Publication:
    (found,) = content.entries
    assert isinstance(found, Publication)
    assert content.problems == ()
    return found


def test_every_field_has_its_place(read: Any) -> None:
    paper = one(
        read(r"""
@string{jml = "Journal of Made-up Learning"}
@article{Doe:2020_a,
  title     = {{On {B}{\'e}zier nets of $\alpha$ \& \textit{x}}},
  subtitle  = {A ``study''},
  author    = {M{\"u}ller*, J{\"u}rgen and {World Office of Numbers} and
               Garc{\'\i}a M{\'a}rquez, Ana and van der Berg, Jan and others},
  editor    = {Roe, Richard},
  journal   = jml # ", Series " # {B},
  year      = 2026, month = jul # "~10",
  volume    = 12, number = {3--4}, pages = {45--67}, publisher = {A \& B}, address = {Graz},
  doi       = {https://doi.org/10.1000/abc\_def}, eprint = {2401.01234}, archiveprefix = {arXiv},
  url       = {https://a.example/~x}, pdf = "https://a.example/x.pdf", code = {https://c.example},
  slides    = {https://s.example}, poster = {https://p.example}, video = {https://v.example},
  dataset   = {https://d.example}, award = {Best paper}, note = {To be read twice},
  keywords  = {trees, forests; woods}, selected = {true}, isbn = {978-3},
  edition = {2nd}, series = {Lectures}, abstract = {One {\"O}l, *two*: $x_1 < y$.},
  file = {C\:\\Users\\ana\\paper.pdf}, owner = {ana},
}""")
    )
    told = paper.model_dump(exclude={"origin", "bibtex", "authors"}, exclude_defaults=True)
    assert told == {
        "id": "doe-2020-a",
        "title": "On Bézier nets of α & x: A “study”",
        "date": {"year": 2026, "month": 7, "day": 10},
        "editors": ("Richard Roe",),
        "venue": "Journal of Made-up Learning, Series B",
        "volume": "12",
        "issue": "3–4",
        "pages": "45–67",
        "series": "Lectures",
        "edition": "2nd",
        "press": "A & B, Graz",
        "type": "article",
        "note": "To be read twice",
        "award": "Best paper",
        "doi": "10.1000/abc_def",
        "arxiv": "2401.01234",
        "isbn": "978-3",
        "url": "https://a.example/~x",
        "pdf": "https://a.example/x.pdf",
        "code": "https://c.example",
        "data": "https://d.example",
        "slides": "https://s.example",
        "poster": "https://p.example",
        "video": "https://v.example",
        "abstract": "One Öl, \\*two\\*: $x_1 < y$.",
        "tags": ("trees", "forests", "woods"),
        "featured": True,
    }
    assert [(a.name, a.cited, a.equal) for a in paper.named] == [
        ("Jürgen Müller", "Müller", True),
        ("World Office of Numbers", "World Office of Numbers", False),
        ("Ana García Márquez", "García Márquez", False),
        ("Jan van der Berg", "van der Berg", False),
    ]
    assert len(paper.authors) == 5
    assert paper.origin.line_of("venue") == 9
    assert "@article{Doe:2020_a,\n" in paper.bibtex
    assert "journal = {Journal of Made-up Learning, Series B},\n" in paper.bibtex
    assert "ller, J" in paper.bibtex, "the mark of an equal share is no part of a name"
    assert not {"ana\\paper", "owner", "selected"} & set(paper.bibtex.replace("=", " ").split())
    assert "Users" not in paper.bibtex, "where her own file lies is nobody else's"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("@phdthesis{a, title={T}, school={TU}, year=2020}", ("thesis", "TU", "2020", "")),
        (
            "@thesis{a, title={T}, type={Habil}, institution={TU}, date={2020-05-01/2020-06}}",
            ("thesis", "TU", "2020-05-01", "Habil"),
        ),
        ("@online{a, title={T}, url={https://a.example}, date={2020-05}}",
         (None, "", "2020-05", "")),
        ("@software{a, title={T}, version={1.2}, year=2020}", ("software", "", "2020", "")),
        ("@dataset{a, title={T}, publisher={Ark}, year=2020}", ("dataset", "Ark", "2020", "")),
        ("@misc{a, title={T}, year={in press}}", (None, "", None, "in press")),
        ("@misc{a, title={T}, year=2020, pubstate={forthcoming}}",
         (None, "", "2020", "forthcoming")),
        ("@article{a, title={T}, journal={arXiv preprint arXiv:2401.01234}, year=2024}",
         ("preprint", "arXiv preprint arXiv:2401.01234", "2024", "")),
        ("@misc{a, title={T}, eprint={2401.01234}, eprinttype={arxiv}, year=2024, month={Dec.}}",
         ("preprint", "", "2024-12", "")),
        ("@book{a, title={T}, publisher={Press}, date={1998~}}", ("book", "Press", "1998", "")),
    ],
)  # fmt: skip
def test_types_and_dates_of_bibtex_and_biblatex(read: Any, entry: str, told: Any) -> None:
    paper = one(read(entry))
    date = paper.date.iso if paper.date else None
    assert (paper.type, paper.venue, date, paper.note) == told


@pytest.mark.parametrize(
    ("written", "name", "cited"),
    [
        (r"Mu\~noz-Baena, Laura", "Laura Muñoz-Baena", "Muñoz-Baena"),
        (r"Prof.~{\'E}. {\O}rsted", "Prof. É. Ørsted", "Ørsted"),
        ("Roe, Jr, Richard", "Richard Roe Jr", "Roe"),
        ("Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
         "Charles Louis Xavier Joseph de la Vallée Poussin", "de la Vallée Poussin"),
        ("family={Garc{\\'i}a Roe}, given=Eva", "Eva García Roe", "García Roe"),
        ("{Barnes and Noble}", "Barnes and Noble", "Barnes and Noble"),
        ("{{Double Braces Inc.}}", "Double Braces Inc.", "Double Braces Inc."),
        ("Madonna", "Madonna", "Madonna"),
        ("李, 明", "明 李", "李"),
    ],
)  # fmt: skip
def test_a_name_is_shown_whole_and_cited_by_its_family(
    read: Any, written: str, name: str, cited: str
) -> None:
    paper = one(read(f"@misc{{a, title={{T}}, year=2020, author={{{written} and others}}}}"))
    assert [(author.name, author.cited) for author in paper.named] == [(name, cited)]


def test_what_a_cross_reference_lends(read: Any) -> None:
    content = read("""
@inproceedings{a, title={A}, author={X}, crossref={proc}}
@inproceedings{b, title={B}, crossref={proc}, year=2022}
@proceedings{proc, title={Proc of {P}}, year=2021, editor={E}, doi={10.1000/1}}
@book{own, title={Own}, author={A}, year=2020}
@inbook{c, title={C}, crossref={own}}
""")
    assert content.problems == ()
    found = {paper.id: (paper.venue, paper.year, paper.doi) for paper in content.entries}
    assert found == {
        "a": ("Proc of P", 2021, ""),
        "b": ("Proc of P", 2022, ""),
        "own": ("", 2020, ""),
        "c": ("Own", 2020, ""),
    }


MISTAKES = {
    "an unclosed brace": (
        "@article{x,\n  title = {Un{closed},\n  year = 2020\n}",
        3,
        "title: `x` is not closed, so it is left out",
    ),
    "a quotation mark that is not closed": (
        '@article{x,\n  title = "Open,\n  year = 2020\n}',
        3,
        "title: `x` is not closed",
    ),
    "no comma after the key": (
        "@article{x\n  title = {T}}",
        2,
        "After the key of `x` a comma is missing",
    ),
    "no comma between fields": (
        "@article{x,\n  title = {T}\n  year = 2020}",
        4,
        "year: A comma is missing between `title` and `year`",
    ),
    "an unknown type": (
        "@artcle{x, title={T}, year=2020}",
        2,
        "no type `@artcle`. Did you mean `@art",
    ),
    "a doi that is none": (
        "@misc{x, title={T}, year=2020,\n doi={none}}",
        3,
        'doi: "none" is not a DOI',
    ),
    "a year with a letter": ("@misc{x, title={T},\n year={2026a}}", 3, "Write 2026: the letter"),
    "words for a year": (
        "@misc{x, title={T},\n year={Spring 2020}}",
        3,
        'year: "Spring 2020" is not',
    ),
    "a month that is none": (
        "@misc{x, title={T}, year=2020,\n month={Lenz}}",
        3,
        'month: "Lenz" is not',
    ),
    "a name without `@string`": (
        "@misc{x, title={T}, year=2020,\n journal=jml}",
        3,
        "journal: `jml` stands without braces",
    ),
    "a cross reference to nothing": (
        "@misc{x, title={T}, year=2020,\n crossref={fist}}",
        3,
        'crossref: There is no entry "fist". Did you mean "first"?',
    ),
    "a circle of cross references": (
        "@misc{x, title={T}, year=2020,\n crossref={x}}",
        3,
        'crossref: "x" leads in a circle',
    ),
    "a brace that closes too early": (
        "@misc{x, title={T}, year=2020},\n  note={N},\n}",
        3,
        "`note` stands outside of any entry",
    ),
    "no brace at all": ("@misc x, title={T},", 2, "`@misc` has no brace behind it"),
    "an address that runs a program": (
        "@misc{x, title={T}, year=2020,\n url={javascript:alert(1)}}",
        3,
        'url: "javascript:alert(1)" may not be linked to',
    ),
    "commas between names": (
        "@misc{x, title={T}, year=2020,\n author={A B, C D, E F, G H}}",
        3,
        'author: "A B, C D, E F, G H" has too many commas. Write `and`',
    ),
    "a field twice": ("@misc{x, title={T}, year=2020,\n title={U}}", 3, "title: It stands twice"),
    "a control character": ("@misc{x, title={T\x07}, year=2020}", 2, "U+0007"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_slip_is_told_with_its_line_and_costs_nothing_else(
    read: Any, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    entry, line, text = MISTAKES[name]
    with caplog.at_level(logging.DEBUG):
        content = read(BEFORE + entry + AFTER)
    (problem, *others) = content.problems
    assert (problem.path, problem.line) == (FILE, line)
    assert text in str(problem)
    assert others == []
    assert {"first", "last"} <= {entry.id for entry in content.entries}
    is_lost = "left out" in problem.text or "not read" in problem.text
    assert is_lost or "x" in {entry.id for entry in content.entries}
    assert not caplog.records, "its log is nothing for authors"


@pytest.mark.parametrize(
    ("twice", "others"),
    [
        ("@misc{first, title={Again}, year=2020}", {}),
        ("", {"publications": "{first: {title: T, date: 2020}}"}),
    ],
)
def test_a_key_that_stands_twice_is_told_with_both_places(
    read: Any, twice: str, others: dict[str, str]
) -> None:
    content = read(BEFORE + twice + AFTER, **others)
    assert content.profile
    library, (problem,) = Library.build(
        Records(content.profile, content.entries), dt.date(2026, 1, 1)
    )
    assert problem.code == "double-id"
    assert f'publication "first" is also in {FILE}:1;' in problem.text
    assert problem.path != FILE or problem.line == 2
    assert [paper.title for paper in library.listed(Publication)] == ["Last", "First"]


def test_a_file_that_is_not_utf8_is_read_all_the_same(read: Any) -> None:
    content = read("@misc{a, title={Ö},\n note={Größe}, year=2020}\n".encode("latin-1"))
    (paper,), (problem,) = content.entries, content.problems
    assert (paper.title, paper.note) == ("Ö", "Größe")
    assert (problem.code, problem.line) == ("not-utf8", 1)


def test_an_entry_without_a_year_stands_at_the_end(read: Any) -> None:
    content = read("@misc{a,\n title={A}}\n")
    (paper,), (problem,) = content.entries, content.problems
    assert (paper.status, paper.date) == ("published", None)
    assert (problem.level, problem.line, problem.field) == (Level.NOTE, 1, "year")


def test_a_slip_in_the_name_of_a_field_is_a_note(read: Any) -> None:
    content = read("@misc{a, title={A}, year=2020,\n jounral={J}, x_own={1}, xy={2}}\n")
    (problem,) = content.problems
    assert (problem.level, problem.line) == (Level.NOTE, 2)
    assert "Did you mean `journal`?" in problem.text


def test_a_file_of_another_name_is_told(read: Any, tmp_path: Path) -> None:
    read("@misc{a, title={A}, year=2020}")
    (tmp_path / "site_src" / "_data" / "papers.bib").write_text("@misc{b}")
    (problem,) = read("@misc{a, title={A}, year=2020}").problems
    assert (problem.level, problem.path) == (Level.NOTE, "site_src/_data/papers.bib")
    assert "`publications.bib` or `references.bib`" in problem.text


def test_an_empty_file_is_told(read: Any) -> None:
    (problem,) = read("% nothing yet\n").problems
    assert (problem.code, problem.path) == ("empty-file", FILE)


@pytest.mark.parametrize(
    ("written", "read_aloud"),
    [
        (r"{\L}ukasz \v{C}ech and Erd\H{o}s, {\aa}, \o, \ss", "Łukasz Čech and Erdős, å, ø, ß"),
        (r"Na{\"\i}ve {\em stress}, \textbf{\"a}", "Naïve stress, ä"),
        (r"H$_2$O at 10$^{3}$ Pa, 50\% \& more -- \LaTeX{}", "H₂O at 10³ Pa, 50% & more – LaTeX"),
        ("a & b # c_d <i>e</i> &amp; f~g", "a & b # c_d e & f g"),
        (
            r"\href{https://a.example}{words} \url{https://b.example/a_b}",
            "words https://b.example/a_b",
        ),
        (r"\foo{left} \begin{x} broken {", "left broken"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_latex_is_read_aloud(written: str, read_aloud: str) -> None:
    assert plain_latex(written) == read_aloud


def test_an_abstract_keeps_its_paragraphs_and_formulas_and_no_marks() -> None:
    written = 'One *a* [b](javascript:x) <b>$x_1 * y_2$</b> \\& {\\"o}.\n\n  <script>Two'
    made = markdown_latex(written)
    assert made == ("One \\*a\\* \\[b\\](javascript:x) $x_1 * y_2$ &amp; ö.\n\n&lt;script>Two")


def test_an_address_loses_its_escapes() -> None:
    assert plain_address(r"\url{https://a.example/{\_}b\%20c\&d\textasciitilde e}") == (
        "https://a.example/_b%20c&d~e"
    )


def test_nobody_without_such_a_file_waits_for_its_libraries() -> None:
    code = (
        "import sys, proofolio.sources\n"
        "assert not {'bibtexparser', 'pylatexenc'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_whatever_a_file_holds_is_read_or_told_with_a_line_of_it() -> None:
    wild, place = random.Random(1), Place(FILE)
    signs = ["{", "}", '"', ",", "=", "#", "\n@misc{", "\\", "$", "~", "%", "and ", "\\'{", "é"]
    whole = "".join(BEFORE + entry + AFTER for entry, _, _ in MISTAKES.values())
    for _ in range(20):
        signs_of = list(whole)
        for _ in range(wild.randint(1, 8)):
            at = wild.randrange(len(signs_of))
            signs_of[at : at + wild.choice((0, 0, 9))] = wild.choice(signs) * wild.choice(
                (1, 1, 99)
            )
        text = "".join(signs_of)
        entries, problems = parse_bibtex(text, place)
        found = [problem for entry in entries for problem in table_of(entry, place)[1]]
        assert all(1 <= (each.line or 0) <= text.count("\n") + 1 for each in [*problems, *found])


@pytest.mark.slow
def test_five_thousand_entries_are_read(read: Any) -> None:
    entries = "".join(
        f"@article{{key{n}, title={{A study of {{G}}aussian \\'{{e}}tudes {n}}}, journal=jml,\n"
        f' author={{M{{\\"u}}ller{n % 90}, Hans and others}}, year=2020, month=jan,\n'
        f" abstract={{{'words ' * 60}}}}}\n"
        for n in range(5000)
    )
    content = read("@string{jml = {Journal}}\n" + entries)
    assert (len(content.entries), content.problems) == (5000, ())
