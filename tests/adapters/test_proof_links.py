"""The promise of the site, on the example: a claim leads to its proof, and the proof back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup

from proofolio.adapters.mkdocs.proof import claims_of
from proofolio.model.addresses import topic_address, topic_slug
from proofolio.model.assessment import ClaimProof
from proofolio.model.numbers import numbers_in, stands_in

HOST = "https://test.example/"
SITES = Path(__file__).parent.parent / "sites"


@cache
def page_at(site: Path, address: str) -> BeautifulSoup:
    path = site / address.partition("#")[0]
    path = path / "index.html" if path.is_dir() else path
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


def links_of(site: Path, address: str) -> set[str]:
    """Where the links of a page lead, relative to the site's root."""
    here = urljoin(HOST, address.partition("#")[0])
    body = page_at(site, address).select_one("main, .md-content")
    assert body is not None
    found = {unquote(urljoin(here, str(link["href"]))) for link in body.select("a[href]")}
    return {link.removeprefix(HOST) for link in found}


def place_of(claim: ClaimProof) -> str:
    """The page on which a claim is made."""
    kind, _, id = claim.id.partition(":")
    if claim.kind == "skill":
        return topic_address(topic_slug(claim.label))
    if claim.kind != "claim":
        return "services/" if kind == "service" else f"services/{id}/"
    holder = claim.id.partition("/")[0]
    folder = {"services.yml": "services/", "niches.yml": f"services/{holder}/"}
    return folder.get(Path(claim.path).name, f"projects/{holder}/")


@pytest.fixture(scope="module")
def claims(root: Path, example_site: Path) -> tuple[ClaimProof, ...]:
    found = claims_of(root / "mkdocs.yml")
    assert {claim.kind for claim in found} == {"service", "niche", "claim", "skill"}
    return found


def test_every_claim_is_backed_enough_and_shows_its_proof(
    claims: tuple[ClaimProof, ...], example_site: Path
) -> None:
    for claim in claims:
        assert claim.is_enough, claim.label
        address = place_of(claim)
        links = {link.partition("#")[0] for link in links_of(example_site, address)}
        page = page_at(example_site, address)
        for proof in claim.proofs:
            where, _, anchor = proof.address.partition("#")
            # A page that gathers shows a quote or a talk itself.
            on_page = anchor and (page.find(id=anchor) or page.find(id=f"said-{anchor}"))
            about = str(getattr(proof.entry, "title", ""))
            told = about and about in page.get_text()
            assert where in links or on_page or told, (claim.label, proof.address)


def test_every_proof_leads_back_to_what_it_backs(
    claims: tuple[ClaimProof, ...], example_site: Path
) -> None:
    seen = 0
    for claim in claims:
        for proof in claim.proofs:
            if proof.address.startswith("https:") or proof.address.startswith(place_of(claim)):
                continue
            seen += 1
            back = {link.partition("#")[0] for link in links_of(example_site, proof.address)}
            assert place_of(claim) in back, (claim.label, proof.address)
    assert seen > 40


def pages_of(site: Path) -> list[str]:
    """Addresses of all pages."""
    folders = [
        path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))
    ]
    assert len(folders) > 30
    return ["" if folder == "." else f"{folder}/" for folder in folders]


def holds(text: str, shown: str) -> bool:
    """Whether every number of a text stands in another."""
    numbers = [found.readings for found in numbers_in(text) if found.readings]
    assert numbers, text
    return all(any(stands_in(reading, shown) for reading in readings) for readings in numbers)


def test_every_number_leads_to_what_shows_it_and_says_what_backs_it(example_site: Path) -> None:
    """Wherever a mark stands, its number is a link; but where only the author's own page has it."""
    seen = 0
    for address in pages_of(example_site):
        for mark in page_at(example_site, address).select("article .pf-proof[data-mark]"):
            if mark.find_parent("aside"):
                continue
            seen += 1
            around = mark.find_parent(class_=["pf-card", "pf-tile", "pf-claim"]) or mark.parent
            assert around is not None
            number = mark.select_one("a.pf-num") or around.select_one("a.pf-num")
            told = mark["data-mark"] == "told"
            where = around.select_one(".pf-card__res, .pf-fig, .pf-tile__words, h3")
            has_number = re.search(r"\d", where.get_text() if where else mark.get_text())
            is_own = "pf-tile" in around.get("class", [])
            assert number or (told and (is_own or not has_number)), (address, mark)
            assert mark.select_one("button.pf-sign[popovertarget=pf-marks]"), mark
        if page_at(example_site, address).select_one("button.pf-sign"):
            assert page_at(example_site, address).select_one("#pf-marks[popover]"), address
    assert seen > 60


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_every_number_is_one_click_from_a_place_that_shows_it(
    example_site: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., Any],
    width: int,
) -> None:
    here = serve_site(example_site)
    page = open_page(here, width=width)
    seen, clicked = 0, set[tuple[str, str]]()
    for address in pages_of(example_site):
        page.goto(here + address, wait_until="load")
        numbers = page.locator("a.pf-num")
        found = [(a.evaluate("a => a.href"), a.inner_text()) for a in numbers.all()]
        for place, link in enumerate(found):
            seen += 1
            # The same number with the same target need not be looked at twice.
            if link in clicked:
                continue
            clicked.add(link)
            page.goto(here + address, wait_until="load")
            page.wait_for_function("!document.querySelector('.pf-later')")
            numbers.nth(place).click()
            page.wait_for_url(link[0], wait_until="load")
            page.wait_for_function("!document.querySelector('.pf-later')")
            anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
            target = page.locator(f"[id='{anchor}']" if anchor else "article#content")
            where = (address, *link)
            assert target.is_visible(), where
            assert holds(link[1], target.inner_text()), where
    assert seen > 60
    assert len(clicked) > 20


def test_one_call_to_action_has_the_same_words_everywhere(example_site: Path) -> None:
    said: dict[str, set[str]] = {}
    for path in sorted(example_site.rglob("index.html")):
        address = path.parent.relative_to(example_site).as_posix().removeprefix(".")
        page = page_at(example_site, f"{address}/" if address else "")
        for button in page.select("a.pf-btn[href^='https://cal']"):
            said.setdefault(button.get_text(strip=True), set()).add(address)
    assert list(said) == ["Book a call"]
    assert len(said["Book a call"]) > 30


@pytest.mark.parametrize(
    "consent", ["withdrawn", "refused", "{status: granted, expires: 2026-11-20}"]
)
def test_taking_consent_away_never_fails_a_strict_build(
    tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]], consent: str
) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    data = folder / "site_src/_data"
    words = "She counted before she modelled, and then she counted again."
    (data / "testimonials.yml").write_text(
        f"ivo:\n  text: {words}\n  consent: {consent}\n  author: Ivo Marin\n  projects: triage\n",
        encoding="utf-8",
    )
    (data / "services.yml").write_text(
        "review:\n  name: Review\n  summary: Two weeks.\n"
        "  claims: [{text: It holds., evidence: [testimonial:ivo]}]\n",
        encoding="utf-8",
    )
    (folder / "projects/triage.yml").write_text(
        "title: Who waits longest\ntestimonials: [ivo]\noutcomes:\n"
        "  - {metric: Wait, value: 3, unit: h, verified_by: client, evidence: 'testimonial:ivo'}\n",
        encoding="utf-8",
    )
    site, messages = build_report(folder, strict=True)
    assert any('testimonial "ivo" is not shown' in message for message in messages)
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files if b"counted again" in path.read_bytes()] == []
    assert [path for path in files if b"Ivo Marin" in path.read_bytes()] == []


def test_raw_numbers_reach_no_byte_of_the_site(
    tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    told = {
        "relative_only": "",
        "range": ", shown: [6, 7]",
        "rounded": "",
        "hidden": "",
    }
    outcomes = "".join(
        f"  - {{metric: {how}, key: {how}, value: {n}.14571, before: {n}3.81231, baseline: b, "
        f"disclosure: {how}{more}}}\n"
        for n, (how, more) in enumerate(told.items(), 4)
    )
    (folder / "projects/triage.yml").write_text(
        f"title: Who waits longest\ndate: 2026-05-01\noutcomes:\n{outcomes}", encoding="utf-8"
    )
    with (folder / "site_src/_data/profile.yml").open("a", encoding="utf-8") as profile:
        chosen = ", ".join(f"'outcome:triage/{how}'" for how in told)
        profile.write(f"proof: [{chosen}]\n")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}  - proofolio/feeds: {{authority: ana}}\n")
    site, _ = build_report(folder, strict=True)
    texts = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert b"91% less" in texts[site / "index.html"]
    assert b"91% less" in texts[site / "feed.json"]
    for path, text in texts.items():
        assert b".14571" not in text, path
        assert b"3.8123" not in text, path
