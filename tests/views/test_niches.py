"""Niche pages: they exist where there is work for them, and gather its proof by themselves."""

from __future__ import annotations

HOSTILE = 'Tom & Co <script>alert("x")</script> 🎉 שלום'
ENERGY = {"id": "energy", "name": "Energy", "headline": "For networks that staff by the band"}
GRANTED = {"status": "granted"}


def outcome(key: str, by: str) -> dict[str, object]:
    evidence = [f"https://{by}.example"] if by else []
    numbers = {"value": "5", "before": "8"}
    return {"key": key, "metric": key, **numbers, "checked_by": by, "evidence": evidence}


def project(id: str, by: str = "", **more: object) -> dict[str, object]:
    return {
        "id": id,
        "title": id.title(),
        "niches": ["energy"],
        "outcomes": [outcome("error", by)],
        **more,
    }


def test_niche_has_a_page_when_work_belongs_to_it(make_site, plans_of):
    assert "services/energy/" not in plans_of(make_site(niches=[ENERGY]))
    by_project = make_site(niches=[ENERGY], projects=[project("gridcast")])
    assert plans_of(by_project)["services/energy/"].title == "Energy"
    service = {"id": "audit", "name": "Audit", "summary": "What you get.", "niches": ["energy"]}
    assert "services/energy/" in plans_of(make_site(niches=[ENERGY], services=[service]))
    off = make_site(niches=[ENERGY], services=[service], enabled=frozenset({"posts"}))
    assert "services/energy/" not in plans_of(off)


def test_draft_of_a_project_makes_no_page(make_site, plans_of):
    site = make_site(niches=[ENERGY], projects=[project("gridcast", status="draft")])
    assert "services/energy/" not in plans_of(site)


def test_strongest_work_comes_first(make_site, read_page):
    public = {"links": [{"url": "https://code.example", "kind": "repo"}]}
    site = make_site(
        niches=[ENERGY],
        projects=[
            project("bare", outcomes=[]),
            project("mine"),
            project("open", "client", **public),
        ],
    )
    page = read_page(site, "services/energy/")
    titles = [title.text for title in page.select(".pf-card h3")]
    assert titles == ["Open", "Mine", "Bare"]
    tiles = [a["href"] for a in page.select(".pf-strip .pf-proof a")]
    assert tiles == [
        "../../projects/open/#outcome-error",
        "../../projects/mine/#outcome-error",
    ]


def test_what_others_checked_comes_before_equals(make_site, read_page):
    repo = {"links": [{"url": "https://code.example", "kind": "repo"}], "featured": "true"}
    checked = project("checked", "client")
    checked["outcomes"] = [{**outcome("error", "client"), "baseline": "2024", "method": "test"}]
    site = make_site(niches=[ENERGY], projects=[project("mine", **repo), checked])
    page = read_page(site, "services/energy/")
    assert [title.text for title in page.select(".pf-card h3")] == ["Checked", "Mine"]


def test_everything_of_the_niche_is_gathered(make_site, read_page):
    site = make_site(
        niches=[{**ENERGY, "why_me": "I sat *there*.", "problems": ["We hope."]}],
        projects=[project("gridcast")],
        testimonials=[
            {"id": "ilse", "text": "It holds.", "consent": GRANTED, "niches": ["energy"]}
        ],
        posts=[{"id": "bands", "title": "Bands", "date": "2026-01-05", "niches": ["energy"]}],
        talks=[{"id": "esd", "title": "Reserve", "start": "2025-05-22", "niches": ["energy"]}],
        services=[{"id": "audit", "name": "Audit", "summary": "Two weeks.", "niches": ["energy"]}],
    )
    page = read_page(site, "services/energy/")
    assert {section["aria-labelledby"] for section in page.select("section")} == {
        "pf-problems",
        "pf-work",
        "pf-quotes",
        "pf-services",
        "pf-why",
        "pf-posts",
        "pf-talks",
        "pf-cta",
    }
    links = {a["href"] for a in page.select("h3 a, .pf-kicker a")}
    assert links == {
        "../",
        "../#audit",
        "../../projects/gridcast/",
        "../../posts/bands/",
        "../../talks/#esd",
    }
    assert page.select_one("figure#ilse blockquote").text == "It holds."
    assert page.select_one("section[aria-labelledby=pf-why] em").text == "there"


def test_niche_without_anything_more_has_no_empty_headings(make_site, read_page):
    page = read_page(
        make_site(niches=[ENERGY], projects=[project("a", outcomes=[])]), "services/energy/"
    )
    assert [s["aria-labelledby"] for s in page.select("section")] == ["pf-work", "pf-cta"]
    assert not page.select(".pf-strip")
    # No services, so there is no services page to go back to.
    assert not page.select(".pf-kicker a")


def test_claim_needs_so_many_proofs(make_site, read_page):
    claims = [
        {"text": "Twice proven.", "evidence": ["project:a", "project:b"]},
        {"text": "Once proven.", "evidence": ["project:a"]},
        {"text": "One place named twice.", "evidence": ["project:a", "project:a"]},
    ]
    projects = [project("a"), project("b")]
    site = make_site(niches=[{**ENERGY, "claims": claims}], projects=projects)
    shown = [h.text for h in read_page(site, "services/energy/").select(".pf-claim h3")]
    assert shown == ["Twice proven."]
    site = make_site(niches=[{**ENERGY, "claims": claims, "min_evidence": 1}], projects=projects)
    page = read_page(site, "services/energy/")
    assert [h.text for h in page.select(".pf-claim h3")] == [c["text"] for c in claims]


def test_claim_does_not_rest_on_what_is_not_shown(make_site, read_page):
    claims = [{"text": "Proven.", "evidence": ["project:a", "testimonial:ilse"]}]
    quote = {"id": "ilse", "text": "It holds.", "author": {"name": "Ilse"}}
    niche = {**ENERGY, "claims": claims}

    def claims_with(consent: dict[str, object]) -> int:
        said = [{**quote, "consent": consent}]
        site = make_site(niches=[niche], projects=[project("a")], testimonials=said)
        return len(read_page(site, "services/energy/").select(".pf-claim"))

    assert claims_with({"status": "granted"}) == 1
    assert claims_with({"status": "withdrawn"}) == 0
    assert claims_with({"status": "granted", "scope": ["feed"]}) == 0
    assert claims_with({"status": "granted", "expires": "2026-11-20"}) == 0


def test_raw_numbers_that_may_not_be_told_are_not_told(make_site, read_page):
    secret = {
        "key": "cost",
        "metric": "Cost",
        "value": "48213",
        "before": "73991",
        "disclosure": "relative_only",
    }
    site = make_site(niches=[ENERGY], projects=[project("a", outcomes=[secret])])
    text = str(read_page(site, "services/energy/"))
    assert "35%" in text
    assert "48213" not in text.replace(",", "")
    assert "73991" not in text.replace(",", "")


def test_many_entries_are_cut_with_a_link_to_the_rest(make_site, read_page):
    projects = [project(f"p{n}") for n in range(9)]
    quotes = [
        {"id": f"q{n}", "text": "Good.", "consent": GRANTED, "niches": ["energy"]} for n in range(9)
    ]
    site = make_site(niches=[ENERGY], projects=projects, testimonials=quotes)
    page = read_page(site, "services/energy/")
    assert len(page.select(".pf-card")) == 6
    assert len(page.select(".pf-tcard")) == 4
    assert {a.text: a["href"] for a in page.select("a.pf-more")} == {
        "All 9 projects": "../../projects/",
        "All 9 testimonials": "../../testimonials/",
    }


def test_descriptions_of_niches_and_services_differ(make_site, plans_of):
    service = {"id": "audit", "name": "Audit", "summary": "Two weeks.", "niches": ["energy"]}
    site = make_site(niches=[{**ENERGY, "primary": "true"}], services=[service])
    plans = plans_of(site)
    found = [plans[address].description for address in ("services/", "services/energy/")]
    assert len(set(found)) == 2
    assert all(50 <= len(text) <= 160 for text in found)


def test_what_an_author_writes_is_text(make_site, read_page):
    niche = {
        "id": "energy",
        "name": HOSTILE,
        "headline": HOSTILE,
        "problem": HOSTILE,
        "outcome": HOSTILE,
        "problems": [HOSTILE],
        "claims": [{"text": HOSTILE, "evidence": ["https://a.example", "https://b.example"]}],
        "faqs": [{"question": HOSTILE, "answer": "Yes."}],
    }
    page = read_page(make_site(niches=[niche], projects=[project("a")]), "services/energy/")
    assert not page.select("script")
    assert page.get_text().count(HOSTILE) == 9


def test_claim_does_not_rest_on_what_is_not_listed(make_site, read_page):
    niche = {**ENERGY, "claims": [{"text": "Proven.", "evidence": ["testimonial:ilse"]}]}
    niche = {**niche, "min_evidence": 1}
    quote = {"id": "ilse", "text": "It holds.", "consent": GRANTED}

    def page_with(status: str) -> object:
        said = [{**quote, "status": status}]
        site = make_site(niches=[niche], projects=[project("a")], testimonials=said)
        return read_page(site, "services/energy/")

    assert page_with("published").select(".pf-claim")
    assert not page_with("unlisted").select("a[href*=testimonials]")
