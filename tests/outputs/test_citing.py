"""Citations in finished HTML: author and year with a link, and a list at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from proofolio.model.cited import without_citations
from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.model.publication import Publication
from proofolio.outputs.citing import cite, cited_in, keys_in, unknown_citation
from proofolio.views.parts.references import reference_list
from proofolio.views.site import Site
from proofolio.views.words import Words

HOSTILE = '<script>alert(1)</script> & "q"'
OWN = [
    {"id": "Doe:2020_a", "title": "First", "date": "2020", "authors": ["Ana Kovač", "R. Doe"]},
    {"id": "later", "title": "Later", "date": "2027-01-01", "publish_date": "2027-01-01"},
    {"id": "secret", "title": "Secret", "date": "2020", "status": "unlisted"},
]
OTHERS = [
    {"id": "müller2019", "title": "On nets", "date": "2019", "authors": ["Jan Müller"]},
    {"id": "mueller2019b", "title": "More nets", "date": "2019", "authors": ["Jan Müller"]},
    {"id": "three", "title": "T", "date": "2001", "authors": ["A", "B", "C"]},
    {"id": "many", "title": "M", "date": "2002", "authors": ["A", "others"]},
    {"id": "office", "title": "N", "authors": [{"name": "World Office", "family": "World Office"}]},
    {"id": "edited", "title": "E", "date": "2003", "editors": ["Eva Roe"]},
    {
        "id": "bare",
        "title": "A title that is much too long to be named in a sentence",
        "date": "2004",
    },
    {
        "id": "hostile",
        "title": HOSTILE,
        "date": "2005",
        "authors": [{"name": HOSTILE, "family": HOSTILE}],
        "venue": HOSTILE,
    },
]


@pytest.fixture(scope="module")
def library() -> Library:
    own, others = (
        tuple(Publication.model_validate(each) for each in works) for works in (OWN, OTHERS)
    )
    records = Records(Profile(name="Ana Kovač", headline="H"), own, others)
    found, _ = Library.build(records, dt.date(2026, 1, 1))
    return found


@pytest.fixture
def cited(library: Library) -> Callable[[str], str]:
    """The text with its citations, the links of which are told as `{words>id}`."""
    site = cast(Site, SimpleNamespace(library=library, words=Words("en"), prose=None))

    def make(html: str) -> str:
        works = cited_in(html, library).works.values()
        told = {work.id: work for work in reference_list(site, works)}
        made = cite(html, library, told, "pf:posts/a/")
        for work in told.values():
            made = made.replace(f'<a class="pf-cite" href="pf:posts/a/#ref-{work.id}">', "{")
        return made.replace("</a>", "}") if "{" in made else made

    return make


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("So [@Doe:2020_a].", "So ({Kovač and Doe 2020})."),
        ("[see @three, p. 3; @many]", "(see {A et al. 2001}, p. 3; {A et al. 2002})"),
        ("He says [-@three].", "He says ({2001})."),
        ("@three says, and @three.", "{A et al. (2001)} says, and {A et al. (2001)}."),
        ("@three [p. 12] says", "{A et al. (2001, p. 12)} says"),
        ("@three [no place] says", "{A et al. (2001)} [no place] says"),
        ("[@müller2019; @mueller2019b]", "({Müller 2019b}; {Müller 2019a})"),
        ("[@müller2019]", "({Müller 2019})"),
        ("[@office, ch. 2]", "({World Office n.d.}, ch. 2)"),
        ("[@edited]", "({Roe 2003})"),
        ("@bare", "{A title that is much too long to be nam… (2004)}"),
        ("@{three}-like, @three-like", "{A et al. (2001)}-like, {A et al. (2001)}-like"),
        ("@three's", "{A et al. (2001)}'s"),
        ("[a &amp; b; @three; and more]", "(a &amp; b; {A et al. 2001}; and more)"),
        ("<em>@three</em>(@three)", "<em>{A et al. (2001)}</em>({A et al. (2001)})"),
        ("@hostile", "{&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; (2005)}"),
    ],
)  # fmt: skip
def test_a_citation_becomes_author_and_year(
    cited: Callable[[str], str], written: str, shown: str
) -> None:
    assert cited(f"<p>{written}</p>") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "kept",
    [
        "<code>[@three]</code>",
        "<pre><code><span>@three</span></code></pre>",
        '<a href="/x">@three</a>',
        '<b title="[@three]" data-x="@three">x</b>',
        "<script>var a = '[@three]'</script>",
        "<math><mi>@three</mi></math>",
        "<!-- [@three] -->",
        "<!--pf-block--><p>@three</p><!--/pf-block-->",
        "me@three.example and me.you@three",
        "https://social.example/@three and .@three",
        "@someone, @property, @three_hundred",
        "[@secret] and [@later]",
        "[@three; @nobody]",
        "&#64;three",
        "1 < 2 @ 3",
    ],
)
def test_what_is_no_citation_stays(cited: Callable[[str], str], kept: str) -> None:
    assert cited(kept) == kept


def test_an_unknown_key_names_the_nearest(library: Library) -> None:
    html = "<p>[@mueler2019] [@nobody] @someone @mueller2091b [@later] <code>[@x]</code></p>"
    unknown = cited_in(html, library).unknown
    assert list(unknown) == ["mueler2019", "nobody", "mueller2091b", "later"]
    told = [unknown_citation(key, library) for key in unknown]
    assert all(problem.text.startswith(f'"{problem.excerpt}"') for problem in told)
    assert [problem.text.partition("reference. ")[2].partition(". ")[0] for problem in told] == [
        'Did you mean "@mueller2019b"? Else write it between backquotes.',
        "Add it to `_data/references.bib`, or write it between backquotes.",
        'Did you mean "@mueller2019b"? Else write it between backquotes.',
        "It is not shown today, so it cannot be cited.",
    ]


def test_the_list_tells_by_author_and_year(library: Library) -> None:
    site: Any = SimpleNamespace(library=library, words=Words("en"))
    works = [library.citable[id] for id in ("three", "doe-2020-a", "edited", "many")]
    told = [
        (work.authors, work.year, work.title, work.address) for work in reference_list(site, works)
    ]
    assert told == [
        ("A, B, C", "2001", "T", ""),
        ("A, et al.", "2002", "M", ""),
        ("Ana Kovač, R. Doe", "2020", "First", "publications/#doe-2020-a"),
        ("Eva Roe", "2003", "E", ""),
    ]


def test_no_work_of_others_takes_the_place_of_an_own() -> None:
    both = (Publication(id="a", title="Own"), Publication(id="a", title="Other"))
    records = Records(Profile(name="Ana", headline="H"), both[:1], both[1:])
    made, (problem,) = Library.build(records, dt.date(2026, 1, 1))
    assert problem.code == "double-id"
    assert made.citable["a"].title == "Own"
    assert made.listed(Publication) == both[:1]


def test_a_summary_does_without_what_it_cites() -> None:
    text = "Nets hold [see @a, p. 3; @b]. So says [-@c], me@x.example, [@d](x) and @e."
    assert without_citations(text) == "Nets hold. So says, me@x.example, [@d](x) and @e."


def test_whatever_stands_there_is_read_in_time() -> None:
    for piece in ("[@", "@a-", "<", "[@a;", '<a "', "@{", "&#64;"):
        assert isinstance(keys_in(piece * 20_000), tuple)
