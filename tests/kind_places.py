"""Where a kind of entry has to be told of, and what is said to whoever forgot it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.kind_sites import ID, TODAY, TOPIC, Built, Told, entry_of, mark_of

from proofolio.model.addresses import address_of
from proofolio.model.kind import Kind
from proofolio.model.kinds import CLAIMS, KINDS, PROOFS
from proofolio.model.library import Library, Records
from proofolio.model.niche import NICHE
from proofolio.model.project import PROJECT
from proofolio.model.proof import proofs_of
from proofolio.model.references import parse_reference
from proofolio.model.testimonial import TESTIMONIAL
from proofolio.outputs.templating import relative_url

CITED = {
    "url": ("https://zq.example/a", "https://zq.example/a"),
    "doi": ("10.1234/zq", "https://doi.org/10.1234/zq"),
}
"""Fields that say where an entry is, with a value and the address that a claim then cites."""
SAID_BY_THEMSELVES = (PROJECT, TESTIMONIAL)
"""Kinds that as proof are not introduced by their name."""
NO_THING = {
    TESTIMONIAL.word: "a quote about oneself is no review",
    NICHE.word: "whom the author works for is a page, and nothing else",
}
"""Kinds whose entries are nothing of their own in structured data, with the reason."""


# What a build needs


def lacking_words(kind: Kind[Any], told: Told) -> Iterator[str]:
    """Words that pages say of its entries, and those that its own code asks for."""
    known, plural = kind.record.model_fields, kind.plural
    keys = [] if kind in SAID_BY_THEMSELVES else [f"proof.{kind.word}"]
    if kind.record.__name__ in told.rows or kind.plural not in told.blocks:
        keys += [f"{page.word}.{plural}" for page in (NICHE, PROJECT) if page.plural in known]
        keys += [f"topic.{plural}{form}" for form in ("", "_one", "_other") if kind.topics]
    for path, text in told.code.items():
        if path.rpartition("/")[2].partition(".")[0] in (kind.word, plural):
            asked = re.findall(r'words(\.count)?\(\s*"([\w.]+)"\s*[,)]', text)
            keys += [f"{key}_other" if counted else key for counted, key in asked]
    for key in dict.fromkeys(key if "." in key else f"common.{key}" for key in keys):
        if key not in told.words:
            yield f"views/words/en.toml lacks `{key}`"


def missing_templates(kind: Kind[Any], told: Told) -> Iterator[str]:
    """Of its pages and of its block."""
    names = [page.name for page in told.pages if page.of is kind] or [kind.plural]
    for name in (*names, f"blocks/{kind.plural}"):
        if f"outputs/templates/{name}.html" not in told.code:
            yield f"outputs/templates/{name}.html is missing"


def missing_thing(kind: Kind[Any], told: Told) -> Iterator[str]:
    """What it is in structured data, if only nothing."""
    source = told.code["outputs/schema_things.py"]
    asked = " ".join(re.findall(r"isinstance\(entry, ([\w |]+)\)", source)).split()
    if kind.record.__name__ not in asked:
        yield f"outputs/schema_things.py says nothing of a {kind.record.__name__}"


def missing_pages(kind: Kind[Any], told: Told) -> Iterator[str]:
    """A listing of its own or with others, and a page for each where it has one."""
    if not any(page.address == kind.listing for page in told.pages):
        yield f"PAGES of views/plans.py has no page at `{kind.listing}`, its `listing`"
    own = any(page.name == kind.word and page.of is kind for page in told.pages)
    if own != (kind.has_page or kind.paged is not None):
        yield "PAGES of views/plans.py and `has_page` of its Kind do not agree on pages of its own"


def missing_block(kind: Kind[Any], told: Told) -> Iterator[str]:
    if kind.plural not in told.blocks:
        yield "ROWS of views/parts/rows.py: it has no block"


NEEDS = (missing_pages, missing_block, missing_templates, lacking_words, missing_thing)


# What a build does without


def missing_docs(kind: Kind[Any], told: Told) -> Iterator[str]:
    content, plural = told.docs["content.md"], kind.plural
    if f"## {kind.record.__name__}\n" not in told.docs["reference.md"]:
        yield "docs/reference.md does not describe it; `make golden` does"
    if not re.search(rf"^## .*\b{kind.word}\b", content, re.MULTILINE):
        yield f'docs/content.md has no heading that names it, such as "## A {kind.word}"'
    data = next(line for line in content.splitlines() if "_data/" in line)
    if kind.source == "list" and plural not in data:
        yield f"docs/content.md: the line of `_data/` does not name {plural}"
    strengths = re.findall(r"^\| (?:strong|medium|weak).*", content, re.MULTILINE)
    assert len(strengths) == 3
    if kind in PROOFS and not re.search(rf"\b{kind.word}\b", " ".join(strengths)):
        yield f"docs/content.md: the table of strengths does not say what a {kind.word} weighs"
    if f"| `{plural}` |" not in told.docs["blocks.md"]:
        yield f"docs/blocks.md has no line for the block `{plural}`"


def missing_example(kind: Kind[Any], told: Told) -> Iterator[str]:
    if kind.plural not in told.example:
        place = "site_src/_data/{}.yml" if kind.source == "list" else "{}/"
        yield f"the example has no {place.format(kind.plural)}"


def idle_check(kind: Kind[Any], told: Told) -> Iterator[str]:
    name = f"checks.content.{kind.plural}"
    is_there = f"{name.replace('.', '/')}.py" in told.code
    if is_there and f"proofolio.{name} import" not in told.code["checks/__init__.py"]:
        yield f"checks/__init__.py has no line for {name.replace('.', '/')}.py"


BESIDES = (missing_docs, missing_example, idle_check)


# What the site shows


def is_read(kind: Kind[Any], built: Built) -> bool:
    return [type(entry) for entry in built.content.entries].count(kind.record) == 1


def is_in_the_library(kind: Kind[Any], built: Built) -> bool:
    target = parse_reference(f"{kind.word}:{ID}")
    return built.library.find(target.kind, target.id) is not None


def is_linked(kind: Kind[Any], built: Built) -> bool:
    """Both ways: what it names knows of it."""
    entry = built.entry(kind)
    others = [other for other in KINDS if getattr(entry, other.plural, ())]
    named = [other for other in KINDS if other.plural in kind.record.model_fields]
    there = [other for other in named if built.library.all(other.record)]
    return others == there and all(
        entry in built.library.about(kind.record, built.entry(other)) for other in others
    )


def is_ordered(kind: Kind[Any], built: Built) -> bool:
    """What an author puts first, or what is newer, comes first, wherever it stands in the files."""
    first = {"order": "1", "date": "2026-01-02", "start": "2026-01-02"}
    known = {name: value for name, value in first.items() if name in kind.record.model_fields}
    older = entry_of(kind) | {"id": "older"}
    entries = tuple(map(kind.record.model_validate, (older, older | {"id": "a"} | known)))
    found, _ = Library.build(Records(built.library.profile, entries), TODAY)
    return [entry.id for entry in found.all(kind.record)] == ["a", "older"]


def is_proof(kind: Kind[Any], built: Built) -> bool:
    """What may prove something proves the claims that it names."""
    claims = [claim for claim in CLAIMS if claim.plural in kind.record.model_fields]
    there = [claim for claim in claims if built.library.all(claim.record)]
    found = [proofs_of(built.library, built.entry(claim)) for claim in there]  # type: ignore[arg-type]
    kinds = [{proof.kind for proof in proofs} for proofs in found]
    return kind not in PROOFS or all(kind.word in told for told in kinds)


def is_known_by_its_address(kind: Kind[Any], built: Built) -> bool:
    """A claim may cite an entry by the address that its record says."""
    for name in CITED.keys() & kind.record.model_fields.keys() if kind.weight else ():
        value, address = CITED[name]
        entry = kind.record.model_validate(entry_of(kind) | {name: value})
        library, _ = Library.build(Records(built.library.profile, (entry,)), TODAY)
        if library.known_as(address) is None:
            return False
    return True


def is_listed(kind: Kind[Any], built: Built) -> bool:
    return mark_of(kind) in built.body(kind.listing).text


def is_led_to(kind: Kind[Any], built: Built) -> bool:
    """From the home page with its header and footer, or from the page above."""
    above = {page.parent for page in built.told.pages if page.address == kind.listing}
    return any(
        relative_url(kind.listing, page) in built.links(page) for page in sorted({"", *above})
    )


def is_on_a_page(kind: Kind[Any], built: Built) -> bool:
    address = address_of(built.entry(kind))
    body, place = built.body(address), address.partition("#")[2]
    return mark_of(kind) in body.text and (not place or body.find(id=place) is not None)


def is_found(kind: Kind[Any], built: Built) -> bool:
    """Where it is, not merely where it is mentioned."""
    page = address_of(built.entry(kind)).partition("#")[0]
    here = [doc for doc in built.search if doc["location"].partition("#")[0] == page]
    return any(mark_of(kind) in f"{doc['title']} {doc['text']}" for doc in here)


def is_under_its_topics(kind: Kind[Any], built: Built) -> bool:
    return not kind.topics or mark_of(kind) in built.body(f"topics/{TOPIC.lower()}/").text


def is_on_the_page_of_its_niche(kind: Kind[Any], built: Built) -> bool:
    is_named = "niches" in kind.record.model_fields
    return not is_named or mark_of(kind) in built.body(f"services/{ID}/").text


def is_in_structured_data(kind: Kind[Any], built: Built) -> bool:
    """Its page says what it is and where; the build asks `entry_node` of every entry."""
    types = {node["@type"] for node in built.graph(address_of(built.entry(kind)))}
    return bool(types & {"WebPage", "CollectionPage"}) and "BreadcrumbList" in types


def is_a_thing(kind: Kind[Any], built: Built) -> bool:
    """Besides the page it stands on, its site and its author."""
    types = {node["@type"] for node in built.graph(address_of(built.entry(kind)))}
    frame = {"WebPage", "CollectionPage", "ProfilePage", "WebSite", "Person", "BreadcrumbList"}
    return bool(types - frame) != (kind.word in NO_THING)


PLACES: Mapping[Callable[[Kind[Any], Built], bool], str] = {
    is_read: "sources: nothing reads its files",
    is_in_the_library: "model/library.py: no reference finds it",
    is_linked: "model/library.py: what it names does not know of it",
    is_ordered: "`order` of its Kind: it stands as it was read",
    is_proof: "model/proof.py: it does not prove what it names",
    is_known_by_its_address: "`known_as` of its Kind: no claim can cite it by its address",
    is_listed: "`listing` of its Kind: that page does not show it",
    is_led_to: "PAGES of views/plans.py: nothing leads to its listing; give it another `parent`, or"
    " a place in `header` or `footer`",
    is_on_a_page: "address: it is not there",
    is_found: "search: it is not found",
    is_under_its_topics: "ROWS of views/parts/rows.py: its topics do not show it",
    is_on_the_page_of_its_niche: "ROWS of views/parts/rows.py: its niche does not show it",
    is_in_structured_data: "structured data: its page says nothing of itself",
    is_a_thing: "outputs/schema_things.py: it is nothing to search engines; if so on purpose, give"
    " the reason in NO_THING of tests/kind_places.py",
}


def needs_of(kind: Kind[Any], told: Told) -> list[str]:
    """What a site with an entry of this kind cannot be built without."""
    return [message for need in NEEDS for message in need(kind, told)]


def forgotten(kind: Kind[Any], built: Built) -> Iterator[str]:
    """The places in which a kind was forgotten, in words."""
    needed = needs_of(kind, built.told)
    yield from needed
    yield from (message for told_by in BESIDES for message in told_by(kind, built.told))
    if kind.word in built.failures:
        yield f"its entry ends the build: {built.failures[kind.word]}"
        return
    for place, message in PLACES.items() if not needed else ():
        if not place(kind, built):
            yield message
            if place is is_in_the_library:
                return
