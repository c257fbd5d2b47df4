"""`contact.vcf` is a vCard as RFC 2426 has it, whatever stands in the profile."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.outputs.vcard import WIDTH, make_vcard

LoadSite = Callable[..., Loaded]
ESCAPES = {"\\n": "\n", "\\N": "\n"}


def unescaped(text: str) -> str:
    return re.sub(r"\\.", lambda escape: ESCAPES.get(escape[0], escape[0][1:]), text)


def parsed(card: bytes) -> dict[str, list[list[str]]]:
    """Values by property, each as its parts, read by the rules of RFC 2426."""
    assert card.endswith(b"\r\n")
    assert b"\n" not in card.replace(b"\r\n", b"")
    lines = card.split(b"\r\n")[:-1]
    assert max(map(len, lines)) <= WIDTH
    for line in lines:
        line.decode("utf-8")  # a letter cut in two would fail
    found: dict[str, list[list[str]]] = {}
    for line in card.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        key = name.split(";")[0]
        assert re.fullmatch("[A-Z-]+", key)
        parts = [value] if key in ("URL", "X-SOCIALPROFILE") else re.split(r"(?<!\\);", value)
        found.setdefault(key, []).append([unescaped(part) for part in parts])
    assert (found.pop("BEGIN"), found.pop("END")) == ([["VCARD"]], [["VCARD"]])
    return found


def card_of(load_site: LoadSite, **profile: Any) -> dict[str, list[list[str]]]:
    return parsed(make_vcard(load_site(profile=profile, projects={"a": {"title": "A"}}).site))


def test_who_what_and_where(load_site: LoadSite) -> None:
    card = card_of(
        load_site,
        label="Data scientist",
        profiles={"github": "ana", "linkedin": "ana-k"},
        location={"city": "Graz"},
    )
    assert card == {
        "VERSION": [["3.0"]],
        "N": [["", "Ana Kovač", "", "", ""]],
        "FN": [["Ana Kovač"]],
        "TITLE": [["Data scientist"]],
        "EMAIL": [["ana@ana.example"]],
        "URL": [["https://ana.example/"]],
        "X-SOCIALPROFILE": [["https://github.com/ana"], ["https://www.linkedin.com/in/ana-k/"]],
        "NOTE": [["Waiting times that clinics can plan by"]],
    }


@pytest.mark.parametrize(
    "name", ["王小明", "Åsa Öström", "Ana; Kovač, PhD", "O\\neill", "𠮷田 " + "長" * 60, "عمر"]
)
def test_names_of_any_script_stay_whole(load_site: LoadSite, name: str) -> None:
    card = card_of(load_site, name=name, name_latin="Wang Xiaoming", headline=f"For {name[:40]}; x")
    assert card["FN"] == [[name]]
    assert card["N"] == [["", name, "", "", ""]]
    assert card["X-PHONETIC-FIRST-NAME"] == [["Wang Xiaoming"]]
    assert card["NOTE"] == [[f"For {name[:40]}; x"]]


def test_phone_and_street_only_where_public(load_site: LoadSite) -> None:
    private = {"phone": "+43 1 234", "address": "Ring 1; Graz, AT"}
    assert card_of(load_site, **private).keys().isdisjoint({"TEL", "ADR"})
    card = card_of(load_site, **private, public=["phone", "address"])
    assert card["TEL"] == [["+43 1 234"]]
    assert card["ADR"] == [["", "", "Ring 1; Graz, AT", "", "", "", ""]]


def test_the_own_main_site_goes_before_this_one(load_site: LoadSite) -> None:
    assert card_of(load_site, url="https://kovac.example/")["URL"] == [["https://kovac.example/"]]
