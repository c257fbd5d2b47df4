"""`resume.pdf`: read as programs read it, in order, whole, private, and the same every day."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.files import Files

from proofolio.adapters.mkdocs import resume_pdf as adapter
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.cache_files import Shelf
from proofolio.outputs.resume_pdf import CannotBeSet, Sheet, make_pdf, pages_of, pdf_key
from proofolio.outputs.resume_pdf.content import content_of
from proofolio.outputs.resume_pdf.rich_text import blocks_of
from proofolio.problems import Problem
from proofolio.views.pages.resume import resume_view

pytest.importorskip("typst", reason="typst is not installed: `pip install proofolio[pdf]`")
pypdf = pytest.importorskip("pypdf")

BOXES = Path(__file__).parent / "boxes.ttf"
"""A font with a few letters of Chinese and Arabic, each a box."""
SHEET = Sheet("a4", 2, "editorial", {"ink": "#11201f", "muted": "#55625f", "accent": "#0a6163"})
CODE = '#panic("x") $x^2$ *a* _b_ `c` <d> @e \\u{41} #{1+1} // no /* no */ [z] "q" ~ -- \' ='
"""What Typst would run or set in another way, were it part of a document."""
PROFILE: dict[str, Any] = {
    "label": "Data scientist",
    "summary": "I *count*, then **model**, as [told](https://else.example/a).\n\n- Beds\n- Queues",
    "phone": "+386 1 555 0100",
    "address": "Dolga ulica 1",
    "location": {"city": "Ljubljana", "country_code": "SI"},
    "profiles": {"github": "https://github.com/ana", "orcid": f"https://{'o' * 60}.example/"},
    "work": [
        {"name": "Old clinic", "position": "Clerk", "start": "2012-02", "end": "2018-12"},
        {"name": "Clinic", "position": "Analyst", "start": "2019", "highlights": ["Fewer queues"]},
    ],
    "education": [{"institution": "University", "area": "Statistics", "end": "2012-01"}],
    "languages": [{"language": "Slovene", "fluency": "native"}],
    "skills": [{"name": "Counting", "level": "expert"}, {"name": "Sums"}],
}


@pytest.fixture
def load_resume(load_site: Callable[..., Loaded]) -> Callable[..., Loaded]:
    """A site with a profile and one project."""
    return lambda **written: load_site(**{"projects": {"p": {"title": "P"}}, **written})


@pytest.fixture
def set_resume(load_resume: Callable[..., Loaded]) -> Callable[..., Any]:
    """`set_resume(profile, sheet, **others)`: the PDF of a site as pypdf reads it."""

    def read(profile: dict[str, Any], sheet: Sheet = SHEET, **others: Any) -> Any:
        return pypdf.PdfReader(io.BytesIO(make_pdf(content(load_resume, profile, **others), sheet)))

    return read


def content(load_resume: Callable[..., Loaded], profile: dict[str, Any], **others: Any) -> Any:
    loaded = load_resume(profile=profile, **others)
    return content_of(loaded.site, resume_view(loaded.site, loaded.plans["resume/"]))


def text_of(pdf: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def links_of(pdf: Any) -> list[str]:
    notes = [n.get_object() for page in pdf.pages for n in page.get("/Annots", ())]
    return [note["/A"]["/URI"] for note in notes]


def test_text_is_in_the_order_of_reading(set_resume: Callable[..., Any]) -> None:
    outcome = {"key": "wait", "metric": "Waiting", "before": "45", "value": "13", "unit": "days"}
    project = {"title": "Queues", "outcomes": [outcome | {"baseline": "before"}]}
    text = text_of(set_resume(PROFILE, projects={"queues": project}))
    parts = [
        "Ana Kovač", "Data scientist", "ana@ana.example", "Ljubljana", "github.com/ana", "ORCID",
        "I count, then model, as told.", "– Beds", "– Queues",
        "Selected results", "Waiting: 45 → 13 days", "Queues, told by me",
        "Work", "2019 to now", "Analyst, Clinic", "– Fewer queues",
        "Feb 2012 to Dec 2018", "Clerk, Old clinic",
        "Education", "Jan 2012", "Statistics, University",
        "Skills", "Counting, Sums", "Languages", "Slovene (native)",
    ]  # fmt: skip
    at = -1
    for part in parts:
        assert text.find(part, at + 1) > at, (part, text)
        at = text.find(part, at + 1)


def test_links_are_whole_and_work_far_from_the_site(set_resume: Callable[..., Any]) -> None:
    outcome = {"key": "wait", "metric": "Waiting", "value": "13"}
    pdf = set_resume(PROFILE, projects={"queues": {"title": "Queues", "outcomes": [outcome]}})
    links = links_of(pdf)
    assert "https://else.example/a" in links
    assert "https://ana.example/projects/queues/#outcome-wait" in links
    assert any(link.startswith("mailto:ana@ana.example?subject=") for link in links)
    assert not [link for link in links if ":" not in link]


def test_without_an_address_of_the_site_its_pages_are_words(set_resume: Callable[..., Any]) -> None:
    outcome = {"key": "wait", "metric": "Waiting", "value": "13"}
    others = {"projects": {"queues": {"title": "Queues", "outcomes": [outcome]}}, "url": ""}
    pdf = set_resume(PROFILE, **others)
    assert "Queues, told by me" in text_of(pdf)
    assert not [link for link in links_of(pdf) if "queues" in link]


def test_it_is_tagged_and_says_what_it_is(set_resume: Callable[..., Any]) -> None:
    pdf = set_resume(PROFILE)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Ana Kovač, Résumé"
    assert pdf.metadata.author == "Ana Kovač"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("public", [[], ["phone"], ["address"]])
def test_private_fields_are_left_out(set_resume: Callable[..., Any], public: list[str]) -> None:
    pdf = set_resume({**PROFILE, "public": public})
    assert ("555 0100" in text_of(pdf)) == ("phone" in public)
    assert ("Dolga ulica" in text_of(pdf)) == ("address" in public)
    assert any("555" in link for link in links_of(pdf)) == ("phone" in public)


def test_what_an_author_writes_is_never_typst(set_resume: Callable[..., Any]) -> None:
    """In any of its fields; each comes out as it was written."""
    profile = {
        "name": f"N {CODE}",
        "label": f"L {CODE}",
        "location": {"city": f"C {CODE}"},
        "work": [{"name": f"W {CODE}", "position": f"P {CODE}", "location": f"O {CODE}",
                  "start": "2020", "highlights": [f"H {CODE}"]}],
        "education": [{"institution": f"I {CODE}", "area": f"A {CODE}", "score": f"S {CODE}",
                       "courses": [f"R {CODE}"]}],
        "credentials": [{"name": f"E {CODE}", "issuer": f"U {CODE}", "id": f"B {CODE}"}],
        "teaching": [{"title": f"D {CODE}", "institution": f"X {CODE}", "role": f"Y {CODE}"}],
        "awards": [{"title": f"T {CODE}", "awarder": f"G {CODE}", "summary": f"M {CODE}"}],
        "languages": [{"language": f"Z {CODE}", "fluency": f"F {CODE}"}],
        "skills": [f"K {CODE}"],
        "summary": 'Says `#read("resume.typ")`, $x$ and \\#x.',
    }  # fmt: skip
    text = text_of(set_resume({**profile, "headline": "H"}))
    squeezed = text.replace(" ", "")
    for letter in "NLCWPOHIASREUBDXYTGMZFK":
        assert f"{letter}{CODE}".replace(" ", "") in squeezed, (letter, text)
    assert '#read("resume.typ")' in text


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Žofie Řeháčková", "LibreFranklin"),
        ("Nguyễn Thị Ánh Tuyết", "LibreFranklin"),
        ("Екатерина Щербакова", "LibreFranklin"),
        ("Ελένη Παπαδοπούλου", "LibertinusSerif"),
        ("נועה לוי", "LibertinusSerif"),
    ],
)
def test_letters_come_from_one_font_that_has_them_all(
    set_resume: Callable[..., Any], text: str, face: str
) -> None:
    pdf = set_resume({"name": text, "label": "2 → 3 ≥ 1 ½ €", "work": [{"name": text}]})
    fonts = {str(font.get_object()["/BaseFont"]) for font in fonts_of(pdf)}
    assert any(face in font for font in fonts), fonts
    assert face == "LibreFranklin" or not any("LibreFranklin" in font for font in fonts)
    found = set(text_of(pdf))
    assert set(text) - found == set()
    assert set("→≥½€") - found == set()


def fonts_of(pdf: Any) -> list[Any]:
    return [f for page in pdf.pages for f in page["/Resources"]["/Font"].values()]


@pytest.mark.parametrize("lacking", ["数据", "مرحبا", "👩", "\ue000"])
def test_a_letter_that_no_font_has_is_told(
    load_resume: Callable[..., Loaded], lacking: str
) -> None:
    made = content(load_resume, {**PROFILE, "label": f"Data {lacking} scientist"})
    with pytest.raises(CannotBeSet) as failed:
        make_pdf(made, SHEET)
    assert set(failed.value.lacking) == set(lacking)


def test_a_font_of_the_author_has_the_other_letters(set_resume: Callable[..., Any]) -> None:
    pdf = set_resume({**PROFILE, "label": "我 做"}, replace(SHEET, font=BOXES))
    assert "我 做" in text_of(pdf)
    assert any("Boxes" in str(f.get_object()["/BaseFont"]) for f in fonts_of(pdf))


def test_signs_that_nobody_sees_cost_nothing(set_resume: Callable[..., Any]) -> None:
    label = "A\u00adB\u200bC\u200dD\u202fE\u2011F\u2060G\u200eH"
    assert "Ana" in text_of(set_resume({**PROFILE, "label": label}))


# Paper and pages


def career(jobs: int) -> dict[str, Any]:
    told = {"position": "Analyst", "summary": "Queues and beds. " * 12, "highlights": ["One"] * 3}
    return {"work": [{"name": f"C{n}", "start": f"{1980 + n}", **told} for n in range(jobs)]}


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792))])
@pytest.mark.parametrize("pairing", ["editorial", "plain"])
def test_paper_is_as_wished(
    set_resume: Callable[..., Any], paper: str, size: tuple[int, int], pairing: str
) -> None:
    box = set_resume(PROFILE, replace(SHEET, paper=paper, pairing=pairing)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize(
    ("jobs", "most", "pages"), [(2, 2, 1), (7, 1, 1), (12, 2, 2), (12, 1, 2), (40, 2, 4)]
)
def test_pages_are_as_few_as_wished_where_they_can_be(
    set_resume: Callable[..., Any], jobs: int, most: int, pages: int
) -> None:
    pdf = set_resume(career(jobs), replace(SHEET, pages=most))
    assert len(pdf.pages) == pages == pages_of(pdf.stream.getvalue())
    text = text_of(pdf)
    told = [number for number in range(jobs) if f"C{number}" in text]
    assert told == list(range(jobs))
    assert ("1 / " in pdf.pages[0].extract_text()) == (pages > 1)


# The same bytes, and made once


def test_the_same_content_gives_the_same_bytes(load_resume: Callable[..., Loaded]) -> None:
    made = content(load_resume, PROFILE)
    pdf = make_pdf(made, SHEET)
    assert pdf == make_pdf(json.loads(json.dumps(made)), SHEET)
    assert len(pdf) < 200_000
    assert b"CreationDate" not in pdf


def test_the_key_is_of_all_that_it_is_made_of(load_resume: Callable[..., Loaded]) -> None:
    made = content(load_resume, PROFILE)
    others = [
        replace(SHEET, paper="us-letter"), replace(SHEET, pages=1), replace(SHEET, font=BOXES),
        replace(SHEET, pairing="plain"), replace(SHEET, colours={**SHEET.colours, "ink": "#000"}),
    ]  # fmt: skip
    keys = {pdf_key(made, sheet) for sheet in (SHEET, *others)}
    keys |= {pdf_key({**made, "label": "Other"}, SHEET)}
    assert len(keys) == len(others) + 2
    assert pdf_key(json.loads(json.dumps(made)), SHEET) in keys


def added(
    loaded: Loaded, folder: Path, files: Files | None = None, **written: Any
) -> list[Problem]:
    options = PortfolioOptions()
    options.load_dict(written)
    options.validate()
    loaded.site.cache = folder
    loaded.site.shelf = Shelf(folder)
    loaded.site.resume_pdf = ""
    return adapter.add_resume_pdf(files or Files([]), loaded, options)


def test_it_is_made_once(
    load_resume: Callable[..., Loaded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count: list[int] = []

    def counted(*arguments: Any) -> bytes:
        count.append(1)
        return make_pdf(*arguments)

    monkeypatch.setattr(adapter, "make_pdf", counted)
    loaded = load_resume(profile=PROFILE)
    folder = tmp_path / "kept"
    added(loaded, folder)
    # A build that a secret stops leaves nothing of it.
    assert not folder.exists()
    count.clear()
    for options, expected in (({}, 1), ({}, 1), ({"pdf_pages": 1}, 2), ({}, 3)):
        assert added(loaded, folder, **options) == []
        loaded.site.shelf.keep()
        assert loaded.site.resume_pdf == "resume/resume.pdf"
        assert loaded.site.files.made["resume/resume.pdf"].startswith(b"%PDF")
        assert len(count) == expected


@pytest.mark.parametrize(
    ("country", "written", "paper"),
    [("US", "", 792), ("CA", "", 792), ("SI", "", 842), ("US", "a4", 842), ("SI", "letter", 792)],
)
def test_paper_is_that_of_the_country(
    load_resume: Callable[..., Loaded], tmp_path: Path, country: str, written: str, paper: int
) -> None:
    loaded = load_resume(profile={**PROFILE, "location": {"city": "X", "country_code": country}})
    added(loaded, tmp_path, pdf_paper=written)
    pdf = pypdf.PdfReader(io.BytesIO(loaded.site.files.made["resume/resume.pdf"]))
    assert round(pdf.pages[0].mediabox.height) == paper


def test_more_pages_than_wished_are_told(
    load_resume: Callable[..., Loaded], tmp_path: Path
) -> None:
    loaded = load_resume(profile=career(12))
    assert added(loaded, tmp_path) == []
    (problem,) = added(loaded, tmp_path, pdf_pages=1)
    assert problem.code == "resume-too-long"
    assert "has 2 pages" in problem.text
    assert loaded.site.resume_pdf


def test_what_keeps_it_from_being_made_is_told_once(
    load_resume: Callable[..., Loaded], tmp_path: Path
) -> None:
    loaded = load_resume(profile={**PROFILE, "label": "数据"})
    (problem,) = added(loaded, tmp_path, pdf_font="fonts/none.ttf")[1:]
    assert problem.code == "pdf-letters"
    assert 'lack "据数"' in problem.text
    assert "pdf_font" in problem.text
    assert loaded.site.resume_pdf == ""
    assert not [address for address in loaded.site.files.made if address.endswith(".pdf")]


def test_a_font_that_cannot_be_read_is_told(
    load_resume: Callable[..., Loaded], tmp_path: Path
) -> None:
    loaded = load_resume(profile=PROFILE)
    for name in ("fonts/none.ttf", "mkdocs.yml", "projects"):
        (problem,) = added(loaded, tmp_path, pdf_font=name)
        assert (problem.code, problem.field) == ("no-pdf-font", "pdf_font")
        assert name in problem.text
    assert loaded.site.resume_pdf


@pytest.mark.parametrize("written", [{"pdf": False}, {}])
def test_none_is_made_where_it_is_not_wished(
    load_resume: Callable[..., Loaded], tmp_path: Path, written: dict[str, Any]
) -> None:
    own = {} if written else {"cv": "https://ana.example/cv.pdf"}
    loaded = load_resume(profile={**PROFILE, **own})
    assert added(loaded, tmp_path, **written) == []
    assert loaded.site.resume_pdf == ""


# Marked text


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("", []),
        ("<p> a <b>b</b> c </p>", [[("a ", ""), ("b", "strong"), (" c", "")]]),
        ("<p>a</p><ul><li>b</li><li><p>c</p></li></ul><p>d</p>", [
            [("a", "")], [[("b", "")], [("c", "")]], [("d", "")]]),
        ("<p><em>a <a href='https://x.example/'>b</a></em>", [[("a ", "em"), ("b", "em url")]]),
        ("<script>no</script><p>a<style>no</style><br>b", [[("a", "")], [("b", "")]]),
        ("<p>1 &lt; 2 &amp; 3</em></p></li>", [[("1 < 2 & 3", "")]]),
    ],
)  # fmt: skip
def test_markdown_is_read_in_pieces(html: str, blocks: list[Any]) -> None:
    def seen(pieces: list[dict[str, Any]]) -> list[tuple[str, str]]:
        return [(p["text"], " ".join(sorted(p.keys() - {"text"}))) for p in pieces]

    found = [
        seen(block["pieces"]) if block["kind"] == "paragraph" else list(map(seen, block["items"]))
        for block in blocks_of(html)
    ]
    assert found == blocks


# Where Typst is not installed


def test_without_typst_the_page_stands_for_it_and_check_says_so(
    load_resume: Callable[..., Loaded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    loaded = load_resume(profile=PROFILE)
    options = PortfolioOptions()
    options.load_dict({})
    assert added(loaded, tmp_path) == []
    assert loaded.site.resume_pdf == ""
    (problem,) = adapter.missing_typst(loaded, options)
    assert problem.code == "no-resume-file"
    assert "proofolio[pdf]" in problem.text
    bare = load_resume(profile={"cv": "https://ana.example/cv.pdf", **PROFILE})
    assert adapter.missing_typst(bare, options) == []
