"""Blocks: read from their markers, found in Markdown, and shown as listings."""

from __future__ import annotations

import dataclasses

import markdown
import pytest
from bs4 import BeautifulSoup

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.model.kinds import KINDS
from proofolio.outputs.blocks import BlockExtension, compose_page, render_block
from proofolio.outputs.prose import finish
from proofolio.problems import Level
from proofolio.views.blocks import OPTIONS, parse_block
from proofolio.views.plans import VIEWS


def problem(marker):
    block, problems = parse_block(marker, "site_src/index.md", 7)
    assert len(problems) == 1
    return block, str(problems[0])


@pytest.mark.parametrize(
    "marker",
    [
        "{{< projects featured=true limit=3 >}}",
        "{{<projects featured=true limit=3>}}",
        "{{<  projects\n  featured = true\n  limit='3'  >}}",
    ],
)
def test_marker_is_read_however_it_is_spaced(marker):
    block, problems = parse_block(marker)
    assert problems == ()
    assert (block.name, dict(block.options)) == ("projects", {"featured": "true", "limit": "3"})


def test_texts_with_spaces_stand_in_quotation_marks():
    block, problems = parse_block(
        "{{< projects title=\"What I did\" topic='C++' niche=My_Niche >}}"
    )
    assert problems == ()
    assert dict(block.options) == {"title": "What I did", "topic": "C++", "niche": "my-niche"}


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("{{< project >}}", 'there is no block "project". Did you mean "projects"?'),
        ("{{< zzz >}}", 'there is no block "zzz". There are hero, proof, '),
        ("{{< >}}", 'there is no block "". There are hero, proof, '),
        ("{{< projects limits=3 >}}", 'it has no option "limits". Did you mean "limit"?'),
        ("{{< hero zzz=3 >}}", 'it has no option "zzz". It has figure.'),
        ("{{< projects limit=three >}}", 'limit: "three" is not a whole number from 1.'),
        ("{{< projects limit=0 >}}", 'limit: "0" is not a whole number from 1.'),
        ("{{< projects featured=yes >}}", 'featured: "yes" is not true or false.'),
        ("{{< projects year=24 >}}", 'year: "24" is not a year, such as 2025.'),
        (
            "{{< projects kind=clients >}}",
            'kind: there is no kind "clients". Did you mean "client"?',
        ),
        ('{{< projects niche="" >}}', 'niche: "" is not an id.'),
        ("{{< projects 3 >}}", '"3" is not an option. Options are written name=value'),
        ("{{< outcome >}}", 'it does not say which outcome. Write id="project/key"'),
    ],
)
def test_mistakes_name_file_line_and_what_to_write(marker, said):
    _, text = problem(marker)
    assert text.startswith("site_src/index.md:7: {{< ")
    assert said in text


def test_wrong_options_are_left_out_and_the_block_stands():
    block, _ = problem("{{< projects limit=x featured=true >}}")
    assert dict(block.options) == {"featured": "true"}


def convert(text):
    found = []

    def render(marker, level):
        found.append((marker.strip(), level))
        return f"<div class='pf-block'>{len(found)}</div>"

    html = markdown.markdown(
        text, extensions=[*EXTENSIONS, BlockExtension(render)], extension_configs=EXTENSIONS
    )
    return html, found


@pytest.mark.parametrize("marker", ["{{< projects >}}", "{{<projects>}}", "  {{< projects >}}  "])
def test_marker_alone_becomes_a_block(marker):
    html, found = convert(f"Before.\n\n{marker}\n\nAfter.")
    assert found == [(marker.strip(), 2)]
    assert "<div class='pf-block'>1</div>" in html
    assert "<p>Before.</p>" in html
    assert "<p>After.</p>" in html
    assert "{{" not in html


def test_blank_lines_around_are_not_needed():
    html, found = convert("# One\n{{< hero >}}\n{{< proof >}}\ntext")
    assert found == [("{{< hero >}}", 2), ("{{< proof >}}", 2)]
    assert "<p>text</p>" in html


@pytest.mark.parametrize(
    "text",
    [
        "```\n{{< projects >}}\n```",
        "~~~ markdown\n{{< projects >}}\n~~~",
        "    {{< projects >}}",
        "Write `{{< projects >}}` in a page.",
        "So: {{< projects >}} in a sentence.",
        "So: {{<projects>}} in a sentence.",
    ],
)
def test_in_code_and_sentences_it_stays_text(text):
    html, found = convert(text)
    assert found == []
    assert "projects" in BeautifulSoup(html, "html5lib").text or "<projects>" in html


def test_headings_inside_are_one_deeper_than_the_one_above():
    _, found = convert("# A\n\n{{< hero >}}\n\n### C\n\n{{< proof >}}\n\n###### F\n\n{{< posts >}}")
    assert [level for _, level in found] == [2, 4, 6]


def test_block_in_a_box_stays_in_the_box():
    html, found = convert("!!! note\n\n    {{< projects >}}\n")
    assert len(found) == 1
    box = BeautifulSoup(html, "html5lib").select_one(".admonition")
    assert box.select_one(".pf-block")
    assert compose_page(html, "Title") == html


def test_page_is_composed_of_texts_and_blocks_in_turn():
    html, _ = convert("One.\n\n{{< hero >}}\n\nTwo.\n\n{{< proof >}}")
    page = BeautifulSoup(compose_page(html, "A & B"), "html5lib")
    assert [part["class"] for part in page.body.find_all("div", recursive=False)] == [
        ["pf-page", "md-typeset"],
        ["pf-block"],
        ["md-typeset"],
        ["pf-block"],
    ]
    assert page.h1.text == "A & B"


# What blocks show

CONTENT = {
    "profile": {
        "skills": [{"name": "Maps"}],
        "story": [{"title": "Alone", "learned": "Much."}, {"title": "Before"}],
        "results": ["outcome:a/error"],
        "teaching": [{"title": "Sums"}],
        "credentials": [{"name": "Certified"}],
        "awards": [{"title": "Prize"}],
        "work": [{"name": "A bank", "position": "Analyst"}],
        "looking_for": {"ask": "Maps."},
    },
    "niches": [{"id": "energy", "name": "Energy", "headline": "For networks"}],
    "services": [{"id": "review", "name": "Review", "summary": "You know."}],
    "projects": [
        {
            "id": "a",
            "title": "Project a",
            "featured": "true",
            "niches": ["energy"],
            "kind": "client",
            "end": "2025",
            "outcomes": [{"key": "error", "metric": "Error", "value": "5", "before": "8"}],
        },
        {"id": "b", "title": "Project b", "tools": ["C++"], "services": ["review"], "end": "2024"},
        {"id": "c", "title": "Project c", "tools": ["c++"], "kind": "personal"},
        {"id": "d", "title": "Project d", "status": "draft"},
    ],
    "posts": [
        {"id": "p", "title": "Post p", "date": "2026-01-02", "projects": ["a"]},
        {"id": "q", "title": "Post q", "date": "2025-01-02", "tags": ["Maps"]},
    ],
    "testimonials": [
        {
            "id": id,
            "text": f"Words of {id}.",
            "consent": {"status": "granted"},
            "author": {"name": id},
            **more,
        }
        for id, more in {"ilse": {"projects": ["a"]}, "ivo": {"relation": "manager"}}.items()
    ],
    "publications": [
        {"id": "v", "title": "Paper v", "date": "2024", "type": "thesis", "featured": True},
        {"id": "w", "title": "Paper w", "date": "2025", "doi": "10.1234/w"},
    ],
    "talks": [
        {
            "id": "t",
            "title": "Talk t",
            "start": "2025-05-01",
            "skills": ["Maps"],
            "projects": ["a"],
        },
        {"id": "u", "title": "Talk u", "start": "2024-05-01", "kind": "podcast"},
    ],
}
LACKING = "CONTENT of tests/views/test_blocks.py has no {}"


def shown(site, marker, address="page/"):
    block, problems = parse_block(marker, "site_src/page.md", 3)
    assert problems == ()
    html, problems = render_block(block, site, address)
    return BeautifulSoup(finish(html, address), "html5lib").body, problems


@pytest.mark.parametrize(
    ("marker", "titles"),
    [
        ("{{< projects >}}", ["Project a", "Project b", "Project c"]),
        ("{{< projects limit=2 >}}", ["Project a", "Project b"]),
        ("{{< projects featured=true >}}", ["Project a"]),
        ("{{< projects featured=false >}}", ["Project b", "Project c"]),
        ("{{< projects selected=true >}}", ["Project a"]),
        ("{{< talks project=a >}}", ["Talk t"]),
        ("{{< projects niche=energy >}}", ["Project a"]),
        ("{{< projects service=review >}}", ["Project b"]),
        ("{{< projects topic=C++ >}}", ["Project b", "Project c"]),
        ("{{< projects kind=personal >}}", ["Project c"]),
        ("{{< projects year=2024 >}}", ["Project b"]),
        ("{{< projects id=b >}}", ["Project b"]),
        ("{{< posts >}}", ["Post p", "Post q"]),
        ("{{< posts project=a >}}", ["Post p"]),
        ("{{< posts topic=maps year=2025 >}}", ["Post q"]),
        ("{{< talks kind=podcast >}}", ["Talk u"]),
        ("{{< talks limit=1 >}}", ["Talk t"]),
        ("{{< publications selected=true limit=3 >}}", ["Paper v"]),
        ("{{< publications kind=thesis >}}", ["Paper v"]),
        ("{{< services >}}", ["Review"]),
        ("{{< niches >}}", ["Energy"]),
        ("{{< story limit=1 >}}", ["Alone"]),
    ],
)
def test_options_choose_what_is_shown(make_site, marker, titles):
    found, problems = shown(make_site(**CONTENT), marker)
    assert problems == ()
    assert [heading.text.strip() for heading in found.select("h3")] == titles


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("{{< testimonials kind=manager >}}", ["“Words of ivo.”"]),
        ("{{< testimonials project=a >}}", ["“Words of ilse.”"]),
        ("{{< testimonials >}}", ["Words of ilse.", "Words of ivo."]),
    ],
)
def test_testimonials_are_one_quote_or_cards(make_site, marker, words):
    found, _ = shown(make_site(**CONTENT), marker)
    assert [quote.text for quote in found.select("blockquote")] == words
    assert len(found.select(".pf-quote")) == (len(words) == 1)


@pytest.mark.parametrize("name", OPTIONS)
def test_every_block_shows_something(make_site, name):
    marker = f"{{{{< {name}{' id=a/error' if name == 'outcome' else ''} >}}}}"
    found, problems = shown(make_site(**CONTENT), marker)
    assert problems == ()
    block = found.select_one(".pf-block")
    assert block, LACKING.format(name)
    assert block.text.strip()


@pytest.mark.parametrize("name", sorted(set(OPTIONS) - {"hero", "contact", "outcome"}))
def test_block_with_nothing_leaves_not_even_its_title(make_site, name):
    site = make_site()
    block, _ = parse_block(f'{{{{< {name} title="Nothing" >}}}}')
    assert render_block(block, site, "page/") == ("", ())


def test_title_makes_a_section_with_a_way_to_the_rest(make_site):
    found, _ = shown(make_site(**CONTENT), '{{< projects limit=1 title="What I did" >}}')
    assert found.section["aria-labelledby"] == found.h2["id"] == "pf-what-i-did"
    assert found.select_one(".pf-more")["href"] == "../projects/"


def test_addresses_fit_the_page_that_shows_the_block(make_site):
    found, _ = shown(make_site(**CONTENT), "{{< projects id=a >}}", "deep/down/")
    assert found.select_one("h3 a")["href"] == "../../projects/a/"


@pytest.mark.parametrize(
    ("marker", "said", "level"),
    [
        ("{{< projects niche=energie >}}", 'no niche "energie". Did you mean "energy"?', "problem"),
        ("{{< projects id=zzz >}}", 'no project "zzz".', "problem"),
        ("{{< projects id=d >}}", '"d" is not shown, because it is a draft.', "note"),
        ("{{< outcome id=a/eror >}}", 'no outcome "a/eror". Did you mean "a/error"?', "problem"),
        ("{{< outcome id=d/error >}}", '"d" is not shown, because it is a draft.', "note"),
    ],
)
def test_ids_that_lead_nowhere_are_said(make_site, marker, said, level):
    found, problems = shown(make_site(**CONTENT), marker)
    assert found.text.strip() == ""
    assert len(problems) == 1
    assert said in str(problems[0])
    assert str(problems[0]).startswith("site_src/page.md:3: ")
    assert problems[0].level is Level[level.upper()]


def test_hidden_outcome_is_a_note(make_site):
    hidden = {"key": "x", "metric": "X", "value": "5", "disclosure": "hidden"}
    site = make_site(projects=[{"id": "a", "title": "A", "outcomes": [hidden]}])
    found, problems = shown(site, "{{< outcome id=a/x >}}")
    assert found.text.strip() == ""
    assert [p.level for p in problems] == [Level.NOTE]


def test_proof_of_a_niche_shows_its_results(make_site):
    found, _ = shown(make_site(**CONTENT), "{{< proof niche=energy >}}")
    assert [tile.text for tile in found.select("dt")] == ["Error"]
    assert (
        render_block(parse_block("{{< proof service=review >}}")[0], make_site(**CONTENT), "p/")[0]
        == ""
    )


def test_contact_says_what_the_author_wrote(make_site):
    found, _ = shown(make_site(), '{{< contact title="Ask me" text="About <maps>" >}}')
    assert found.h2.text == "Ask me"
    assert found.select_one(".pf-lead").text == "About <maps>"


@pytest.mark.parametrize("name", [kind.plural for kind in KINDS if kind.plural in VIEWS])
def test_on_its_own_page_it_is_the_whole_listing(make_site, read_page, name):
    assert CONTENT.get(name), LACKING.format(name)
    site = make_site(**CONTENT)
    found, _ = shown(site, f"{{{{< {name} >}}}}", f"{name}/")
    whole = read_page(site, f"{name}/")
    assert found.select("header, .pf-band, h1") == []
    inside = [link["href"] for link in found.select("a[href]")]
    head = [link["href"] for link in whole.select("header a[href], .pf-band a[href]")]
    assert inside
    assert sorted(inside + head) == sorted(link["href"] for link in whole.select("a[href]"))


def test_block_that_shows_itself_ends_there(make_site):
    site = make_site()
    inner = []

    def markdown_with_a_hero(text, path):
        block, _ = parse_block("{{< hero >}}", "site_src/_data/profile.yml", 2)
        html, problems = render_block(block, site, "")
        inner.extend(problems)
        return html

    site.markdown = markdown_with_a_hero
    profile = site.library.profile.model_copy(update={"summary": "x"})
    site.library = dataclasses.replace(site.library, profile=profile)
    html, _ = render_block(parse_block("{{< hero >}}")[0], site, "")
    assert html.count("<h1>") == 1
    assert [p.code for p in inner] == ["block-in-itself"]
