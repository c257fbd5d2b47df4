"""The page of publications: by year, with authors, addresses and what each backs up."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup

from proofolio.checks.content.publications import check_publications
from proofolio.model.proof import proof_of
from proofolio.model.publication import Publication
from proofolio.model.references import parse_reference
from proofolio.outputs.bibtex_files import make_bibtex_files
from proofolio.outputs.head import HeadFacts, make_head
from proofolio.outputs.resume_json import make_resume
from proofolio.outputs.schema_page import SchemaPage
from proofolio.outputs.schema_things import entry_node
from proofolio.sources.bibtex import parse_bibtex
from proofolio.sources.bibtex_entries import table_of
from proofolio.sources.nodes import Place, plain_value
from proofolio.views.pages.resume import SHOWN_PUBLICATIONS
from proofolio.views.parts.publications import MOST_AUTHORS, is_own_name

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'


def paper(id: str, date: str | None = "2024", **more: object) -> dict[str, object]:
    return {"id": id, "title": id.title(), "date": date, **more}


def test_publications_stand_by_year_newest_first(make_site, read_page):
    papers = [paper("old", "2019-05"), paper("undated", None), paper("year", "2025")]
    papers += [paper("new", "2025-11"), paper("first", "2025", order="1")]
    page = read_page(make_site(publications=papers), "publications/")
    assert [h.text for h in page.select("section h2")[:3]] == ["2025", "2019", "Without a date"]
    ids = [article["id"] for article in page.select("article")]
    assert ids == ["new", "first", "year", "old", "undated"]


def test_a_row_says_what_it_is_and_leads_to_it(make_site, read_page):
    site = make_site(
        projects=[{"id": "gridcast", "title": "Gridcast"}],
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        publications=[
            paper(
                "bands",
                "2025-06",
                authors=["B. Lee", "Kovač, A."],
                venue="Journal of Bands",
                type="inproceedings",
                doi="doi:10.1234/a<b",
                arxiv="https://arxiv.org/pdf/2401.01234v2.pdf",
                url="https://www.bands.example/1",
                pdf="https://bands.example/1.pdf",
                code="https://git.example/bands",
                data="https://data.example/bands",
                poster="https://p.example",
                volume="12",
                issue="3",
                pages="4–9",
                press="Press",
                editors=["E. Roe"],
                award="Best paper",
                links=[{"url": "https://x.example/1", "kind": "slides"}],
                summary="A sentence.",
                abstract="About *bands*.",
                projects=["gridcast"],
                services=["audit"],
            )
        ],
    )
    row = read_page(site, "publications/").select_one("article#bands")
    assert row.time["datetime"] == "2025-06"
    assert row.select_one(".pf-authors").text == "B. Lee, Kovač, A."
    assert [own.text for own in row.select(".pf-authors b")] == ["Kovač, A."]
    told = row.select_one(".pf-card__meta").text
    assert told == "Journal of Bands · 12(3), 4–9 · edited by E. Roe · Press · Conference paper"
    assert row.select_one(".pf-award").text == "Best paper"
    assert not row.details.has_attr("open")
    assert [(a.text, a["href"]) for a in row.select("a")] == [
        ("Bands", "bands/"),
        ("DOI", "https://doi.org/10.1234/a%3Cb"),
        ("arXiv", "https://arxiv.org/abs/2401.01234v2"),
        ("PDF", "https://bands.example/1.pdf"),
        ("bands.example", "https://www.bands.example/1"),
        ("Code", "https://git.example/bands"),
        ("Data", "https://data.example/bands"),
        ("Poster", "https://p.example"),
        ("Slides", "https://x.example/1"),
        ("Gridcast", "../projects/gridcast/"),
        ("Audit", "../services/#audit"),
        ("bands.bib", "bands.bib"),
    ]
    links = read_page(site, "projects/gridcast/").select("[aria-labelledby=pf-publications] h3 a")
    assert [(a.text, a["href"]) for a in links] == [("Bands", "../../publications/bands/")]
    proof = read_page(site, "services/").select_one("#audit .pf-proof a")
    assert proof["href"] == "../publications/bands/"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("10.1234/AbC.(5)", "10.1234/AbC.(5)"),
        (" DOI: 10.1234/x ", "10.1234/x"),
        ("http://dx.doi.org/10.1234/x", "10.1234/x"),
        ("doi.org/10.1234/x/y", "10.1234/x/y"),
    ],
)
def test_a_doi_is_read_in_all_its_forms(written, kept):
    assert Publication(title="T", doi=written).doi == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2401.01234", "2401.01234"),
        ("arXiv:0704.0001v3", "0704.0001v3"),
        ("math.GT/0309136", "math.GT/0309136"),
        ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_a_number_of_arxiv_is_read_old_and_new(written, kept):
    assert Publication(title="T", arxiv=written).arxiv == kept


@pytest.mark.parametrize(
    ("written", "is_own"),
    [
        ("Ana Kovač", True),
        ("A. Kovac", True),
        ("KOVAČ, Ana Maria", True),
        ("Kovač A", True),
        ("Anton Kovač", False),
        ("A. Novak", False),
        ("Kovač", False),
        ("", False),
    ],
)
def test_the_authors_own_name_is_known_however_it_is_shortened(written, is_own):
    assert is_own_name(written, ("Ana Kovač", "")) == is_own


def test_of_many_authors_the_first_are_named_and_the_site_s_own(make_site, read_page):
    authors = [f"B{n} Lee" for n in range(40)] + ["Ana Kovač"]
    site = make_site(publications=[paper("a", authors=authors)])
    told = read_page(site, "publications/").select_one(".pf-authors")
    assert told.b.text == "Ana Kovač"
    assert told.text.split(", ")[-2:] == ["Ana Kovač", f"{40 - MOST_AUTHORS} others"]


def test_former_names_are_known_and_equal_shares_marked(make_site, read_page):
    authors = ["Ana Horvat*", "B. Lee*", {"name": "C. Roe"}, "others"]
    profile = {"other_names": ["Ana Horvat"]}
    page = read_page(
        make_site(profile=profile, publications=[paper("a", authors=authors)]), "publications/"
    )
    told = page.select_one(".pf-authors")
    assert told.text == "Ana Horvat*, B. Lee*, C. Roe, et al. (* equal contribution)"
    assert told.b.text == "Ana Horvat"


def test_one_with_an_abstract_has_a_page_that_scholars_find(make_site, read_page, plans_of):
    written = paper(
        "a", "2025-06-03", authors=["A. Kovač", "B. Lee", "others"], venue="J", volume="1",
        issue="2", pages="117–34", doi="10.1234/x", pdf="papers/a.pdf", abstract="On *a*.",
        type="article", press="P", skills=["Counting"],
    )  # fmt: skip
    site = make_site(publications=[written, paper("bare")])
    plans = plans_of(site)
    assert "publications/a/" in plans
    assert "publications/bare/" not in plans
    page = read_page(site, "publications/a/")
    assert page.h1.text == "A"
    assert page.select_one(".e-content em").text == "a"
    assert page.select_one(".pf-bib a")["href"] == "../a.bib"
    plan = plans["publications/a/"]
    head = BeautifulSoup(make_head(site, HeadFacts(plan.address, "A", "", plan)), "html.parser")
    found = [(tag["name"], tag["content"]) for tag in head.select('[name^="citation_"]')]
    assert found == [
        ("citation_title", "A"),
        ("citation_author", "A. Kovač"),
        ("citation_author", "B. Lee"),
        ("citation_publication_date", "2025/06/03"),
        ("citation_journal_title", "J"),
        ("citation_volume", "1"),
        ("citation_issue", "2"),
        ("citation_firstpage", "117"),
        ("citation_lastpage", "134"),
        ("citation_publisher", "P"),
        ("citation_doi", "10.1234/x"),
        ("citation_keywords", "Counting"),
        ("citation_abstract_html_url", "https://kovac.example/publications/a/"),
        ("citation_pdf_url", "https://kovac.example/papers/a.pdf"),
    ]


def test_the_filter_chooses_by_kind_method_and_year(make_site, read_page):
    papers = [
        paper("a", "2025", type="article", skills=["Counting"]),
        paper("b", "2024", type="thesis", skills=["Guessing"]),
        paper("c", None, type="article"),
    ]
    assert not read_page(make_site(publications=papers), "publications/").select(".pf-filter")
    papers += [paper(f"x{n}", None) for n in range(3)]
    page = read_page(make_site(publications=papers), "publications/")
    chips = [(chip["data-pf-facet"], chip.small.text) for chip in page.select("[data-pf-facet]")]
    assert chips[:2] == [("kind:article", "2"), ("kind:thesis", "1")]
    assert chips[-2:] == [("year:2025", "1"), ("year:2024", "1")]
    assert [row["data-pf-facets"] for row in page.select("article[data-pf-facets]")] == [
        "kind:article topic:counting year:2025",
        "kind:thesis topic:guessing year:2024",
        "kind:article",
    ]
    assert {chip["href"] for chip in page.select('[data-pf-facet^="year:"]')} == {
        "#pf-2025",
        "#pf-2024",
    }
    assert page.select_one("[data-pf-count]").text == "6 publications"


def test_bibtex_says_the_same_when_it_is_read_again(make_site):
    title = r"50% of {A} & $B$ \ #_~"
    names = ["Ana Kovač", {"name": "World Office", "family": "World Office"}, "others"]
    names.insert(1, {"name": "Eva García Roe", "family": "García Roe"})
    written = paper("a", "2025-06", title=title, authors=names, venue="V & W", type="article")
    written |= {"pages": "1–9", "doi": "10.1234/a_b", "url": "https://a.example/x_y?a=1&b={c}"}
    site = make_site(
        publications=[written, paper("b", bibtex="@misc{mine}"), paper("c", status="unlisted")]
    )
    files = make_bibtex_files(site)
    assert set(files) == {f"publications/{name}.bib" for name in ("a", "b", "publications")}
    assert files["publications/b.bib"] == b"@misc{mine}\n"
    (entry, _), problems = parse_bibtex(files["publications/publications.bib"].decode(), Place("a"))
    table, wrong = table_of(entry, Place("a"))
    assert (problems, wrong) == ([], [])
    read = {name: plain_value(node) for name, node in table.values.items()}
    assert read["title"] == title
    assert read["venue"] == "V & W"
    assert read["date"] == "2025-06"
    assert read["pages"] == "1–9"
    assert read["doi"] == "10.1234/a_b"
    assert read["url"] == "https://a.example/x_y?a=1&b=%7Bc%7D"
    assert [author["name"] for author in read["authors"]] == [
        "Ana Kovač", "Eva García Roe", "World Office", "others",
    ]  # fmt: skip


def test_what_the_profile_holds_is_read_too_and_shown_once(make_site, read_page):
    told = [
        {"title": "Bands", "venue": "Old name", "date": "2024"},
        {"title": "Other", "url": "https://doi.org/10.1234/x"},
        {"title": "Third", "venue": "Press", "summary": "Said."},
    ]
    papers = [paper("b-2024", title="Bands"), paper("x", title="Tides", doi="10.1234/x")]
    site = make_site(profile={"publications": told}, publications=papers)
    rows = read_page(site, "publications/").select("article h3")
    assert [row.text for row in rows] == ["Bands", "Tides", "Third"]
    resume = read_page(site, "resume/").select("[aria-labelledby=pf-publications] h3")
    assert [row.text for row in resume] == ["Bands", "Tides", "Third"]
    assert json.loads(make_resume(site))["publications"] == [
        {"name": "Bands", "releaseDate": "2024"},
        {"name": "Tides", "releaseDate": "2024", "url": "https://doi.org/10.1234/x"},
        {"name": "Third", "publisher": "Press", "summary": "Said."},
    ]


def test_the_resume_has_the_selected_ones_and_leads_to_all(make_site, read_page):
    papers = [paper("a", "2025", featured="true"), paper("b", "2024")]
    section = read_page(make_site(publications=papers), "resume/").select_one(
        "[aria-labelledby=pf-publications]"
    )
    assert [row.text for row in section.select("h3")] == ["A"]
    assert section.select_one('a[href="../publications/"]').text == "All publications"
    many = read_page(make_site(publications=[paper(f"p{n}") for n in range(40)]), "resume/")
    assert len(many.select("[aria-labelledby=pf-publications] h3")) == SHOWN_PUBLICATIONS
    assert many.select_one('.pf-sec a[href="../publications/"]')


def test_a_claim_may_cite_it_by_its_address(make_site):
    library = make_site(publications=[paper("a", "2025", doi="10.1234/X")]).library
    proof = proof_of(library, parse_reference("https://doi.org/10.1234/x"))
    assert proof == proof_of(library, parse_reference("publication:a"))
    assert (proof.kind, proof.strength) == ("publication", 3)


def test_no_publications_make_no_page(make_site, plans_of):
    assert "publications/" not in plans_of(make_site())
    hidden = paper("a", status="unlisted")
    assert "publications/" not in plans_of(make_site(publications=[hidden]))


def test_about_leads_there(make_site, read_page):
    site = make_site(profile={"summary": "I count."}, publications=[paper("a")])
    assert read_page(site, "about/").select_one('.pf-more a[href="../publications/"]')


@pytest.mark.parametrize(
    ("type", "schema"),
    [(None, "ScholarlyArticle"), ("preprint", "ScholarlyArticle"), ("phdthesis", "Thesis"),
     ("dataset", "Dataset"), ("software", "SoftwareSourceCode")],
)  # fmt: skip
def test_programs_learn_what_it_is_and_who_wrote_it(make_site, plans_of, type, schema):
    written = paper("a", type=type, authors=["A. Kovač", "B. Lee"], doi="10.1234/x", venue="V")
    site = make_site(publications=[written])
    plan = plans_of(site)["publications/"]
    page = SchemaPage(site, plan.address, plan.title, plan.description, plan)
    node = entry_node(page, site.library.all(Publication)[0])
    assert (node["@type"], node["identifier"]) == (schema, "https://doi.org/10.1234/x")
    assert [author["name"] for author in node["author"]] == ["Ana Kovač", "B. Lee"]
    assert node["@id"] == "https://kovac.example/publications/#a"


def test_what_an_author_writes_is_text(make_site, read_page):
    written = paper("a", title=HOSTILE, authors=[HOSTILE], venue=HOSTILE, summary=HOSTILE)
    names = ("award", "note", "press", "series", "volume", "issue", "pages", "edition", "isbn")
    written |= {name: f"{name} {HOSTILE}" for name in (*names, "bibtex")} | {"editors": [HOSTILE]}
    page = read_page(make_site(publications=[written]), "publications/")
    assert not page.select("script")
    assert page.get_text().count(HOSTILE) == 5 + len(names) + 1


def test_one_without_links_or_words_is_told_of(make_site):
    papers = [paper("bare"), paper("full", url="https://a.example", abstract="A.", featured="true")]
    papers.append(paper("mute", doi="10.1234/x", featured="true"))
    found = check_publications(make_site(publications=papers).library)
    assert sorted(problem.code for problem in found) == [
        "publication-without-abstract",
        "publication-without-links",
    ]


def test_the_day_of_the_page_is_never_to_come(make_site, plans_of):
    site = make_site(publications=[paper("a", "2027"), paper("b", "2025-03")])
    assert plans_of(site)["publications/"].updated == dt.date(2025, 3, 1)
