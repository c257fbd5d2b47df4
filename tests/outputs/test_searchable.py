"""What search reads of a page."""

from __future__ import annotations

import pytest
from material.plugins.search.plugin import Parser

from proofolio.outputs.searchable import searchable


def indexed(html: str) -> list[tuple[str, str | None, str]]:
    """Title, id and text of the sections that Material's search makes of a page."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    sections = [section for section in parser.data if not section.is_excluded()]
    return [("".join(s.title).strip(), s.id, " ".join("".join(s.text).split())) for s in sections]


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>kept</p>", "<p>kept</p>"),
        ("<p>a</p><div data-search-exclude>b</div><p>c</p>", "<p>a</p><p>c</p>"),
        ("<div class=x data-search-exclude><div>b</div>leaks</div><p>c</p>", "<p>c</p>"),
        ('<div data-search-exclude=""><div title="</div>">b</div></div>c', "c"),
        ("<dl><dt>Role</dt><dd>lead</dd></dl>", "  Role  lead  "),
        ("<details data-search-exclude><div>b</div></details>c", "c"),
        ("<details data-search-exclude>b<div data-search-exclude>d</div></details>c", "c"),
        ("<img data-search-exclude alt=''>c", "c"),
        ("<p>the attribute data-search-exclude does it</p>", None),
        ("<p>never closed</p><div data-search-exclude>b", "<p>never closed</p>b"),
        ('<h2 id="x">x<a class="headerlink" href="#x">¶</a></h2>', '<h2 id="x">x</h2>'),
        ('<p><a title="a > b" href="#">b</a> <span>c</span></p>', "<p>b c</p>"),
        ("<li><b>Call</b>We talk</li>", "<li>Call We talk</li>"),
        ("<p>a <b>word</b>, and</p>", "<p>a word, and</p>"),
        ("<p>1 < 2 and <bold>3</bold></p>", None),
    ],
)
def test_excluded_elements_and_ignored_tags_are_taken_out(html: str, left: str | None) -> None:
    assert searchable(html) == (html if left is None else left)


def test_material_finds_the_same_sections_in_less() -> None:
    html = """
        <h1 id="t">Title with <em>emphasis</em></h1>
        <p>First <a href="#">link</a>, <code>x</code>.</p>
        <section><h2 id="a">One<a class="headerlink" href="#a">¶</a></h2>
        <table><tr><th>Head</th></tr></table>
        <pre><code><span class="k">def</span> f():
            <span>pass</span></code></pre></section>
        <p>After it <math><mi>x</mi><mo>=</mo><mn>1</mn></math></p>
        <h2 id="b">Two</h2><ul><li>a <strong>b</strong></li></ul>"""
    assert indexed(searchable(html)) == indexed(html)
    assert len(searchable(html)) < 0.7 * len(html)


def test_text_of_the_next_cell_belongs_to_the_heading_before_it() -> None:
    html = """<h2 id="nb">Notebook</h2><div class="pf-nb">
        <div class="pf-cell"><h2 id="a">One</h2></div><div class="pf-cell"><p>about one</p></div>
        <div class="pf-cell"><h2 id="b">Two</h2></div><div class="pf-cell"><p>about two</p></div>
        </div>"""
    sections = {id: text for _, id, text in indexed(searchable(html))}
    assert sections["a"] == "<p>about one</p>"
    assert sections["b"] == "<p>about two</p>"


def test_material_alone_would_index_the_rest_of_an_excluded_element() -> None:
    html = "<h1 id=t>T</h1><div data-search-exclude><div>inner</div>leaks</div>"
    assert "leaks" in str(indexed(html))
    assert "leaks" not in str(indexed(searchable(html)))
