"""The page of testimonials: only what may be shown, beside the work, readable at 1 and at 60."""

from __future__ import annotations

import pytest

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'
SHORT = "She asked better questions than we did."
LONG = SHORT * 4
GRANTED = {"status": "granted"}


def quote(id: str, text: str = SHORT, **more: object) -> dict[str, object]:
    return {"id": id, "text": text, "consent": GRANTED, **more}


@pytest.mark.parametrize(
    "consent",
    [
        {"status": "pending"},
        {"status": "refused"},
        {"status": "withdrawn"},
        {"status": "granted", "scope": ["feed"]},
        {"status": "granted", "expires": "2026-11-20"},
        {"status": "granted", "expires": "2026"},
    ],
)
def test_nothing_is_shown_without_consent(make_site, plans_of, read_page, consent):
    words = "Words that nobody may read."
    said = [quote("a"), {**quote("b", words, author={"name": "Secret Name"}), "consent": consent}]
    page = read_page(make_site(testimonials=said), "testimonials/")
    assert [card["id"] for card in page.select(".pf-tcard")] == ["a"]
    assert words not in str(page)
    assert "Secret Name" not in str(page)
    assert "testimonials/" not in plans_of(make_site(testimonials=said[1:]))


def test_consent_holds_until_it_expires(make_site, read_page):
    consent = {"status": "granted", "expires": "2026-11-21"}
    site = make_site(testimonials=[quote("a", consent=consent)])
    assert read_page(site, "testimonials/").select("#a")


def test_quote_says_who_where_and_about_what(make_site, read_page):
    site = make_site(
        projects=[{"id": "gridcast", "title": "Gridcast"}],
        testimonials=[
            quote(
                "ilse",
                author={"name": "Ilse Brandtner", "url": "https://ilse.example"},
                role="Head of Planning",
                organization="grid operator",
                date="2025-06",
                projects=["gridcast"],
                source={"kind": "linkedin", "url": "https://linkedin.example/in/ilse"},
                edited="shortened",
                incentive="a free review",
                lang="de",
            )
        ],
    )
    card = read_page(site, "testimonials/").select_one("figure#ilse")
    assert card.blockquote["lang"] == "de"
    assert card.blockquote.text == SHORT
    text = " ".join(card.figcaption.get_text(" ").split())
    assert "Ilse Brandtner Head of Planning, grid operator. Client, 2025." in text
    assert "About Gridcast , on LinkedIn, shortened" in text
    assert "In return: a free review." in text
    links = [a["href"] for a in card.select("a")]
    assert links == [
        "https://ilse.example",
        "../projects/gridcast/",
        "https://linkedin.example/in/ilse",
    ]


@pytest.mark.parametrize("edited", ["shortened", "corrected", "translated"])
def test_changed_words_are_said_to_be_changed(make_site, read_page, edited):
    site = make_site(testimonials=[quote("a", edited=edited)])
    said = {"corrected": "Spelling corrected"}.get(edited, edited.capitalize())
    assert read_page(site, "testimonials/").select_one(".pf-proof").text.strip() == said


@pytest.mark.parametrize(
    ("show_as", "who"), [("role_only", "Supply Lead"), ("anonymous", "Name withheld")]
)
def test_name_that_is_not_to_be_shown_is_nowhere(make_site, read_page, show_as, who):
    author = {"name": "Secret Name", "url": "https://secret.example"}
    site = make_site(
        testimonials=[quote("a", author=author, show_as=show_as, role="Supply Lead")],
    )
    page = read_page(site, "testimonials/")
    assert page.select_one(".pf-who b").text == who
    assert "ecret" not in str(page)


def test_quote_leads_to_what_it_speaks_for_and_back(make_site, read_page):
    site = make_site(
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        testimonials=[quote("a", services=["audit"])],
    )
    card = read_page(site, "testimonials/").select_one("#a")
    assert card.select_one("a[href='../services/#audit']").text == "Audit"
    proof = read_page(site, "services/").select_one("#audit .pf-proof a")
    assert proof["href"] == "../testimonials/#a"
    off = make_site(
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks."}],
        testimonials=[quote("a", services=["audit"])],
        enabled=frozenset({"testimonials"}),
    )
    assert not read_page(off, "testimonials/").select("#a a")


def test_one_testimonial_stands_alone(make_site, read_page):
    page = read_page(make_site(testimonials=[quote("a")]), "testimonials/")
    assert page.select_one(".pf-tcard--wide")
    assert not page.select(".pf-key")  # One is not counted.
    assert not page.select("h2[id]:not(#pf-cta)")


def test_wide_quotes_change_sides(make_site, read_page):
    said = [quote("a", LONG), quote("b"), quote("c", LONG), quote("d"), quote("e"), quote("f")]
    said = [{**one, "order": str(n)} for n, one in enumerate(said)]
    cards = read_page(make_site(testimonials=said), "testimonials/").select(".pf-tcard")
    shown = [(card["id"], "pf-tcard--wide" in card["class"]) for card in cards]
    assert shown == [
        ("a", True),
        ("b", False),
        ("d", False),
        ("c", True),
        ("e", False),
        ("f", False),
    ]


def test_only_long_quotes_still_fill_the_rows(make_site, read_page):
    said = [quote(str(n), LONG + "x" * n, order=str(n)) for n in range(4)]
    cards = read_page(make_site(testimonials=said), "testimonials/").select(".pf-tcard")
    assert [(card["id"], "pf-tcard--wide" in card["class"]) for card in cards] == [
        ("1", True),
        ("0", False),
        ("2", False),
        ("3", True),
    ]


def test_sixty_are_grouped_by_who_speaks(make_site, read_page):
    relations = ["client", "supervisor", "mentee"]
    said = [
        quote(f"q{n}", [SHORT, LONG][n % 2], relation=relations[n % 3], order=str(n))
        for n in range(60)
    ]
    page = read_page(make_site(testimonials=said), "testimonials/")
    assert [h.text for h in page.select("section h2")[:3]] == ["Clients", "Supervisors", "Mentees"]
    assert len({card["id"] for card in page.select(".pf-tcard")}) == 60
    links = [a["href"] for a in page.select(".pf-key a")]
    assert links == ["#pf-client", "#pf-supervisor", "#pf-mentee"]
    assert all(page.select_one(link) for link in links)


def test_whoever_speaks_is_named_and_has_a_group(make_site, read_page):
    """Each word that an author may write for `relation`, in the order of the page."""
    relations = {
        "client": "Client", "supervisor": "Supervisor", "manager": "Manager",
        "colleague": "Colleague", "report": "Reported to me", "collaborator": "Collaborator",
        "organizer": "Organiser", "mentee": "Mentee", "student": "Student",
    }  # fmt: skip
    said = [quote(f"{who}-{n}", relation=who) for who in relations for n in range(2)]
    page = read_page(make_site(testimonials=said), "testimonials/")
    assert [a["href"] for a in page.select(".pf-key a")] == [f"#pf-{who}" for who in relations]
    cards = page.select(".pf-tcard")
    assert [card["id"].rpartition("-")[0] for card in cards] == [w for w in relations for _ in "ab"]
    assert all(relations[card["id"].rpartition("-")[0]] in card.figcaption.text for card in cards)


def test_no_stars_and_no_review_markup(make_site, read_page):
    text = str(read_page(make_site(testimonials=[quote("a")]), "testimonials/"))
    assert "★" not in text
    assert "itemprop" not in text


def test_unlisted_testimonial_is_in_no_listing(make_site, plans_of):
    assert "testimonials/" not in plans_of(make_site(testimonials=[quote("a", status="unlisted")]))
    off = make_site(testimonials=[quote("a")], enabled=frozenset())
    assert "testimonials/" not in plans_of(off)


def test_what_an_author_writes_is_text(make_site, read_page):
    said = quote(
        "a",
        HOSTILE,
        author={"name": HOSTILE},
        role=HOSTILE,
        organization=HOSTILE,
        incentive=HOSTILE,
    )
    page = read_page(make_site(testimonials=[said]), "testimonials/")
    assert not page.select("script")
    assert page.get_text().count(HOSTILE) == 5
