"""Confidential names are found however and wherever they are written, and never printed."""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image, PngImagePlugin

from proofolio.checks import confidential
from proofolio.checks.confidential import (
    by_term,
    find_in_site,
    find_in_sources,
    hits_in,
    hits_in_sources,
)
from proofolio.checks.confidential_terms import LIST, Terms, read_terms
from proofolio.checks.texts.file_texts import Texts
from proofolio.checks.texts.folding import fold, letters_of
from proofolio.checks.withheld import Withheld
from proofolio.problems import Level

Reads = Callable[[str], Terms]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """The terms of a list with these lines."""

    def read(text: str) -> Terms:
        folder = tmp_path / "with a list"
        (folder / "private").mkdir(parents=True, exist_ok=True)
        (folder / LIST).write_text(text, encoding="utf-8")
        terms, problems = read_terms(folder)
        assert problems == ()
        return terms

    return read


def found(terms: Terms, name: str, content: bytes | str) -> list[str]:
    """Where a file holds a term."""
    if isinstance(content, str):
        content = content.encode()
    return [hit.where for hit in hits_in(terms, name, content)]


# Ways to write a name


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Acme", "We measured at ACME's plants."),
        ("Acme", "our acme_load.csv"),
        ("Acme", "acme2024"),
        ("Acme", "class AcmeClient:"),
        ("Acme", "ourAcme"),
        ("Acme", "Ａｃｍｅ"),
        ("Acme", "Ac\u00adme"),
        ("Acme", "Ac\u200bme"),
        ("Acme", "A\u0301cme\u0301"),
        ("Acme", "测试Acme公司"),
        ("Nordwind", "Nordwinds Zähler"),
        ("Nordwind Netze", "nordwind-netze"),
        ("Nordwind Netze", "NordwindNetze"),
        ("Nordwind Netze", "NORDWIND_NETZE"),
        ("Nordwind Netze", "Nordwind\n            Netze"),
        ("Nordwind Netze", "Nordwind\u00a0Netze"),
        ("nordwind-netze", "Nordwind Netze"),
        ("Müller & Söhne", "Muller & Sohne"),
        ("Müller & Söhne", "mueller-soehne"),
        ("Müller & Söhne", "MU\u0308LLER &amp; SO\u0308HNE"),
        ("Ørsted", "orsted"),
        ("Straße 9", "STRASSE 9"),
        ("Łódź", "lodz"),
        ("华北电网", "我们为华北电网做了预测"),
        ("ガス会社", "東京ガス会社の"),
        ("บริษัทเอ", "ของบริษัทเอแล้ว"),
        ("삼성", "삼성은"),
        ("Сила", "для СИЛА."),
        ("ACME", "acme"),
        ("3M Nord", "for 3M-Nord."),
    ],
)
def test_a_name_is_found_however_it_is_written(reads: Reads, term: str, text: str) -> None:
    assert found(reads(term), "a.txt", text) == ["its text"]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Acme", "Acmeist poets"),
        ("Acme", "the pacme"),
        ("Acmé", "acne"),
        ("Nordwind", "Nordwindig"),
        ("Nordwind Netze", "Netze im Nordwind"),
        ("Nordwind Netze", "Nordwind und Netze"),
        ("Sector 7", "sector 71"),
        ("Meta", '<meta name="x"><p data-x="1" class="md-source__meta pf-meta">metal</p>'),
        ("Target", '<a href="x" target="_blank">targeted</a>'),
        ("华北电网", "华北的电网"),
    ],
)
def test_other_words_are_no_hit(reads: Reads, term: str, text: str) -> None:
    assert found(reads(term), "a.html", text) == []


@pytest.mark.slow
def test_folding_keeps_places(reads: Reads) -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    assert len(letters) > 1_000_000
    assert [c for c in letters if len(fold(c)) != len(fold(c).lower())] == []
    assert [c for c in letters if fold(fold(c)) != fold(c)] == []


# Places


def page(inside: str) -> str:
    return f"<!doctype html><title>x</title><body><p>Before</p>{inside}<p>After</p></body>"


@pytest.mark.parametrize(
    ("where", "html"),
    [
        ("its text", "<p>For <b>Nord</b>wind, in winter</p>"),
        ("its text", "<p>N<i>o</i>r<b>d</b>w<span class='x'>ind</span></p>"),
        ("its text", "<p>Nord<wbr>wind</p>"),
        ("its text", "<td>Nordwind</td><td>2020</td>"),
        ("its text", "<td>Nord<b>wind</b></td><td>2020</td>"),
        ("its text", "<p>Nord<!-- a line -->wind</p>"),
        ("its text", "<p>&#78;ordwi&#x6e;d</p>"),
        ("its text", "<p>N&ouml;rdwind</p>"),
        ("its text", "<p>Nord&shy;wind</p>"),
        ("its text", "<pre>&lt;Nordwind&gt;</pre>"),
        ("the attribute alt", "<img src='x.png' alt='Load of Nordwind'>"),
        ("the attribute aria-label", '<a aria-label="To Nordwind" href="x">x</a>'),
        ("the attribute href", '<a href="https://x.example/?q=N%C3%B6rdwind">x</a>'),
        ("the attribute content", '<meta name="description" content="N&ouml;rdwind">'),
        ("a comment", "<!-- ask Nordwind first -->"),
        ("a script", "<script>const client = 'Nordwind';</script>"),
        (
            "its structured data",
            '<script type="application/ld+json">{"about": "N\\u00f6rdwind"}</script>',
        ),
    ],
)
def test_every_part_of_a_page_is_read(reads: Reads, where: str, html: str) -> None:
    assert found(reads("Nordwind"), "p/index.html", page(html)) == [where]
    assert found(reads("Südwind"), "p/index.html", page(html)) == []


def png(**texts: str) -> bytes:
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text, zip=True)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def picture(kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, kind, **options)
    return out.getvalue()


def exif(tag: int, value: Any, folder: int | None = None) -> bytes:
    made = Image.Exif()
    if folder:
        made[folder] = {tag: value}
    else:
        made[tag] = value
    return made.tobytes()


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Nordwind</dc:creator></x:xmpmeta>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0d\x1c\x02\x78\0\x08Nordwind\0"


def jpeg_with(marker: int, content: bytes) -> bytes:
    plain = picture("JPEG")
    length = (len(content) + 2).to_bytes(2, "big")
    return plain[:2] + bytes([0xFF, marker]) + length + content + plain[2:]


PICTURES = {
    "PNG text": ("a.png", png(Comment="für Nordwind")),
    "PNG EXIF": ("a.png", picture("PNG", exif=exif(0x010E, "Nordwind"))),
    "JPEG EXIF": ("a.jpg", picture("JPEG", exif=exif(0x010E, "Load, Nordwind"))),
    "JPEG EXIF of Windows": (
        "a.jpg",
        picture("JPEG", exif=exif(0x9C9B, "Nordwind".encode("utf-16-le"))),
    ),
    "JPEG comment of the user": (
        "a.jpg",
        picture("JPEG", exif=exif(0x9286, b"ASCII\0\0\0Nordwind", 0x8769)),
    ),
    "JPEG comment": ("a.jpg", picture("JPEG", comment=b"Nordwind")),
    "JPEG XMP": ("a.jpg", jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)),
    "JPEG IPTC": ("a.jpg", jpeg_with(0xED, IPTC)),
    "JPEG, behind": ("a.jpg", picture("JPEG") + b"Nordwind"),
    "WebP EXIF": ("a.webp", picture("WEBP", exif=exif(0x010E, "Nordwind"))),
    "WebP XMP": ("a.webp", picture("WEBP", xmp=XMP)),
    "GIF comment": ("a.gif", picture("GIF", comment=b"Nordwind")),
    "TIFF": ("a.tif", picture("TIFF", tiffinfo={270: "Nordwind"})),
    "no suffix": ("a", picture("JPEG", comment=b"Nordwind")),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_metadata_of_pictures_is_read(reads: Reads, kind: str) -> None:
    name, content = PICTURES[kind]
    assert found(reads("Nordwind"), name, content) == ["metadata of the picture"]
    assert found(reads("Südwind"), name, content) == []


def notebook(*cells: dict[str, Any], **metadata: Any) -> bytes:
    document = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document).encode()


def output(data: dict[str, Any]) -> dict[str, Any]:
    shown = {"output_type": "display_data", "metadata": {}, "data": data}
    return {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [shown]}


MARKDOWN = {"cell_type": "markdown", "metadata": {}, "source": "x"}


@pytest.mark.parametrize(
    ("where", "content"),
    [
        ("cell 2", notebook(MARKDOWN, output({"text/plain": ["N\u00f6rd", "wind\n"]}))),
        ("cell 1", notebook(output({"text/html": "<b>Nord</b>wind"}))),
        ("cell 1", notebook({**MARKDOWN, "metadata": {"x": ["Nordwind"]}})),
        ("its metadata", notebook(MARKDOWN, author="Nordwind")),
        (
            "cell 1, metadata of a picture",
            notebook(output({"image/jpeg": base64.b64encode(PICTURES["JPEG XMP"][1]).decode()})),
        ),
        (
            "cell 1, metadata of a picture",
            notebook({**MARKDOWN, "attachments": {
                "a.png": {"image/png": base64.b64encode(png(a="Nordwind")).decode()}}}),
        ),
    ],
)  # fmt: skip
def test_a_download_of_a_notebook_is_read(reads: Reads, where: str, content: bytes) -> None:
    hit = found(reads("Nordwind"), "a.ipynb", content)
    # The words of PNG pictures count as the cell's own.
    assert hit in ([where], [where.partition(",")[0]])


def archive(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)
    return out.getvalue()


OTHERS = {
    "search/search_index.json": json.dumps({"docs": [{"text": "<p>N\u00f6rdwind\nheute</p>"}]}),
    "feed.xml": "<rss><description>&lt;b&gt;Nord&lt;/b&gt;wind</description></rss>",
    "atom.xml": "<feed><content type='html'><![CDATA[<p>Nord<b>wind</b></p>]]></content></feed>",
    "feed.json": json.dumps({"content_html": "<p>N&ouml;rdwind"}),
    "sitemap.xml": f"<loc>https://x.example/{quote('nördwind')}/</loc>",
    "sitemap.xml.gz": gzip.compress(b"<loc>https://x.example/nordwind/</loc>"),
    "cover.svg": "<svg><text><tspan>Nord</tspan><tspan>wind</tspan></text></svg>",
    "a.css": ".x::after { content: 'Nordwind' }",
    "a.js": 'const client = "N\\u{f6}rdwind"',
    "a.csv": "id,client\n1,Nördwind\n".encode("latin-1"),
    "b.csv": "id,client\n1,Nördwind\n".encode("utf-16"),
    "contact.vcf": "NOTE:works for Nord\r\n wind\r\n",
    "slides.docx": archive("word/document.xml", "<w:t>Nord</w:t><w:t>wind</w:t>"),
    "b.zip": archive("nordwind.csv", "1"),
    "cv.pdf": b"%PDF-1.4\n1 0 obj << /Title (Nordwind) >> endobj",
    "cv2.pdf": b"%PDF-1.4\n1 0 obj << /Title (\xfe\xff" + "Nordwind".encode("utf-16-be") + b") >>",
    "data.parquet": b"PAR1\0\x15client: Nordwind\0\xff\xfe\0",
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_kind_of_file_is_read(reads: Reads, name: str) -> None:
    assert len(found(reads("Nordwind"), name, OTHERS[name])) == 1
    assert found(reads("Südwind"), name, OTHERS[name]) == []


def test_pixels_spell_no_name_by_chance(reads: Reads) -> None:
    noise = Image.effect_noise((400, 400), 90)
    terms = reads("ace\nfed\nnil\n")
    for kind in ("PNG", "JPEG", "WEBP", "GIF"):
        out = io.BytesIO()
        noise.save(out, kind)
        assert len(out.getvalue()) > 20_000
        assert found(terms, f"a.{kind.lower()}", out.getvalue()) == []


@pytest.mark.filterwarnings("default::UserWarning:PIL")
def test_damaged_files_are_read_as_far_as_they_go(reads: Reads) -> None:
    terms, chance = reads("Nordwind\n华北电网\n"), random.Random(20261125)
    whole = [*PICTURES.values(), *OTHERS.items(), ("a.ipynb", notebook(MARKDOWN))]
    for name, content in whole * 8:
        damaged = bytearray(content if isinstance(content, bytes) else content.encode())
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        for part in (damaged, damaged[: chance.randrange(1, len(damaged))]):
            assert len(hits_in(terms, name, bytes(part))) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "a0" * 300_000 + "'",
        "<" * 300_000,
        "<!--" * 3_000,
        "&" * 300_000,
        "%41" * 100_000,
        "<b>" * 99_000,
    ],
)
def test_no_text_takes_for_ever(reads: Reads, text: str) -> None:
    html = f"<img src='{text} alt='Nordwind'> <b>Nord</b>wind"
    assert len(found(reads("Nordwind"), "a.html", html)) == 1


# A whole site


def test_a_name_in_names_of_files_and_folders_is_a_danger(reads: Reads, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "projects" / "nordwind").mkdir(parents=True)
    (site / "projects" / "nordwind" / "index.html").write_text("<p>x</p>", encoding="utf-8")
    (problem,) = find_in_site(site, reads("# clients\n\nNordwind\n"))
    assert problem.level is Level.DANGER
    assert (problem.path, problem.line) == (LIST, 3)
    assert "/projects/…/index.html (its name)" in problem.text
    assert "nordwind" not in str(problem).lower()


def test_one_danger_for_each_name_says_where_and_which_source(reads: Reads, tmp_path: Path) -> None:
    site, root = tmp_path / "site", tmp_path / "project"
    site.mkdir()
    for number in range(9):
        (site / f"{number}.html").write_text("<p>Nördwind", encoding="utf-8")
    (site / "a.txt").write_text("Tarnau", encoding="utf-8")
    (root / "projects").mkdir(parents=True)
    (root / "projects/tarnau.yml").write_text("title: x\nsummary: At Tarnau\n", encoding="utf-8")
    terms = reads("Nordwind\nTarnau  # since 2021\nElsewhere\n")
    sources = by_term(hits_in_sources(terms, root, [root / "projects"]))
    first, second = find_in_site(site, terms, sources=sources)
    assert "/0.html (its text), /1.html (its text)" in first.text
    assert "and 4 more hold it" in first.text
    assert (second.path, second.line) == ("projects/….yml", 2)
    (said,) = find_in_sources(terms, root, [root / "projects"])
    assert said.level is Level.PROBLEM
    assert not any("arnau" in str(each) or "ordwind" in str(each) for each in (first, second, said))


def test_the_line_of_a_source_is_named(reads: Reads, tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects/load.yml").write_text("title: x\nsummary: At Tarnau\n", encoding="utf-8")
    (tmp_path / "projects/load.ipynb").write_bytes(notebook(MARKDOWN, output({"a": "Tarnau"})))
    problems = find_in_sources(reads("Tarnau"), tmp_path, [tmp_path / "projects"])
    assert [(p.path, p.line) for p in problems] == [
        ("projects/load.ipynb", None),
        ("projects/load.yml", 2),
    ]
    assert "(cell 2)" in problems[0].text


def test_files_that_everybody_has_are_passed_over(reads: Reads, tmp_path: Path) -> None:
    for folder in ("site", "theme"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bundle.js").write_text("let nordwind", encoding="utf-8")
    terms = reads("Nordwind")
    assert find_in_site(tmp_path / "site", terms, public=[tmp_path / "theme"]) == []
    (tmp_path / "site/bundle.js").write_text("var nordwind", encoding="utf-8")
    assert len(find_in_site(tmp_path / "site", terms, public=[tmp_path / "theme"])) == 1


def test_without_a_list_nothing_is_looked_for(tmp_path: Path) -> None:
    terms, problems = read_terms(tmp_path)
    assert (len(terms), problems) == (0, ())
    assert find_in_site(tmp_path, terms) == []


# The list


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[bytes], Path]:
    """A project with these bytes as its list."""

    def write(content: bytes) -> Path:
        (tmp_path / "private").mkdir()
        (tmp_path / LIST).write_bytes(content)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("EY", "shorter than 3 letters"),
        ("网", "shorter than 2 letters"),
        ("---", "no letter"),
        ("Nordwind " * 40, "longer than 200"),
    ],
)
def test_a_line_that_cannot_be_looked_for_is_a_problem(
    listed: Callable[[bytes], Path], line: str, said: str
) -> None:
    terms, (problem,) = read_terms(listed(f"Nordwind\n\n{line}\nTarnau\n".encode()))
    assert [(term.number, term.line) for term in terms.terms] == [(1, 1), (2, 4)]
    assert (problem.path, problem.line, problem.level) == (LIST, 3, Level.PROBLEM)
    assert said in problem.text
    assert line.strip() not in problem.text


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffNordwind\r\n".encode(),
        "Nordwind\n".encode("utf-16"),
        b"# all of them\n\n  Nordwind  # since 2021\nNORDWIND\n#Tarnau",
    ],
)
def test_lists_are_read_as_editors_save_them(
    listed: Callable[[bytes], Path], content: bytes
) -> None:
    terms, problems = read_terms(listed(content))
    assert (len(terms), problems) == (1, ())
    assert found(terms, "a.txt", "At Nordwind.") == ["its text"]


@pytest.mark.parametrize(
    ("content", "said"), [(b"M\xfcller\n", "not UTF-8"), (b"x" * 1_000_001, "larger than 1 MB")]
)
def test_a_list_that_cannot_be_read_is_a_danger(
    listed: Callable[[bytes], Path], content: bytes, said: str
) -> None:
    terms, (problem,) = read_terms(listed(content))
    assert not terms
    assert problem.level is Level.DANGER
    assert said in problem.text


def test_a_link_or_folder_in_place_of_the_list_is_said(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    file = tmp_path / LIST
    file.symlink_to(tmp_path / "nowhere.txt")
    _, (problem,) = read_terms(tmp_path)
    assert problem.level is Level.DANGER
    assert "leads nowhere" in problem.text
    (tmp_path / "nowhere.txt").write_text("Nordwind", encoding="utf-8")
    terms, (problem,) = read_terms(tmp_path)
    assert len(terms) == 1
    assert problem.level is Level.PROBLEM
    assert "symbolic link" in problem.text
    file.unlink()
    file.mkdir()
    _, (problem,) = read_terms(tmp_path)
    assert "it is a folder" in problem.text


def test_the_list_is_not_in_what_is_logged(reads: Reads) -> None:
    terms = reads("Nordwind\n")
    assert "ordwind" not in repr(terms.terms)
    assert terms.mask("projects/nordwind/x.html") == "projects/…/x.html"
    assert terms.mask(unicodedata.normalize("NFD", "a/nördwind.csv")) == "a/….csv"
    assert terms.mask("nord/wind") == "nord/wind"
    assert terms.mask(f"a/{escape('b&c')}.html") == "a/b&amp;c.html"


def test_a_built_site_is_read_once_for_all_that_is_looked_for(
    reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Words that nobody has agreed to show."
    words = Withheld("a quote", "t.yml", 1, letters_of(said))
    texts = {"a.html": "<p>Nordwind</p>", "b/c.txt": said, "d": ""}
    site = tmp_path / "site"
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    read: list[str] = []
    of = confidential.texts_of

    def counted(name: str, content: bytes) -> Texts:
        read.append(name)
        return of(name, content)

    monkeypatch.setattr(confidential, "texts_of", counted)
    found = find_in_site(site, reads("Nordwind\n"), [words])
    assert sorted(problem.code for problem in found) == ["confidential-term", "withheld-words"]
    assert sorted(read) == sorted(texts)
