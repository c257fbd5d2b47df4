"""What is found at an address, told by the address alone; else nothing is said."""

from __future__ import annotations

from typing import get_args

import pytest

from proofolio.model.link_kinds import KINDS_BY_HOST, KINDS_BY_PATH, link_kind, place_name
from proofolio.model.record import LinkKind

ADDRESSES = {
    "https://www.kaggle.com/competitions/store-sales": "competition",
    "https://www.kaggle.com/c/titanic/leaderboard?tab=public": "competition",
    "https://kaggle.com/code/ana/bands": "notebook",
    "https://www.kaggle.com/code/ana/bands/notebook#a": "notebook",
    "https://www.kaggle.com/datasets/ana/meters": "dataset",
    "https://www.kaggle.com/models/ana/bands/pyTorch/small/1": "model",
    "https://www.kaggle.com/learn/certification/ana/intro-to-machine-learning": "badge",
    "https://www.kaggle.com/certification/badges/ana/42": "badge",
    "https://www.kaggle.com/ana/": "profile",
    "https://www.kaggle.com/ana/old-kernel": None,
    "https://www.kaggle.com/datasets": None,
    "https://www.kaggle.com/": None,
    "https://huggingface.co/ana/bands-small": "model",
    "https://huggingface.co/ana/bands-small/tree/main": "model",
    "https://hf.co/ana/bands-small": "model",
    "https://huggingface.co/datasets/ana/meters": "dataset",
    "https://huggingface.co/spaces/ana/bands": "space",
    "https://ana-bands.hf.space/": "space",
    "https://huggingface.co/papers/2401.01234": "paper",
    "https://huggingface.co/blog/ana/bands": "post",
    "https://huggingface.co/collections/ana/bands-1": None,
    "https://huggingface.co/ana": None,
    "https://huggingface.co/settings/tokens": None,
    "https://www.credly.com/badges/1f2e3d4c-0000-4000-8000-000000000000/public_url": "badge",
    "https://www.credly.com/users/ana/badges": "profile",
    "https://www.credly.com/org/acme/badge/x": None,
    "https://notkaggle.com/competitions/x": None,
    "https://kaggle.com.evil.example/competitions/x": None,
    "https://notgithub.com/a": None,
    "https://github.com.evil.example/a": None,
    "https://huggingface.co@evil.example/ana/x": None,
    "http://[": None,
    "files/kaggle.com": None,
    "mailto:ana@kaggle.com": None,
}


@pytest.mark.parametrize(("address", "kind"), ADDRESSES.items())
def test_an_address_says_what_is_there(address: str, kind: str | None) -> None:
    assert link_kind(address) == kind


@pytest.mark.parametrize("address", KINDS_BY_HOST)
def test_every_host_tells_a_kind(address: str) -> None:
    kind = link_kind(f"https://www.{address}/x")
    assert kind == KINDS_BY_HOST[address]
    assert kind in get_args(LinkKind)


def test_paths_tell_kinds_that_links_have() -> None:
    kinds = {kind for table in KINDS_BY_PATH.values() for kind in table.values()} - {None}
    assert {"competition", "notebook", "dataset", "model", "space", "badge"} <= kinds
    assert kinds <= set(get_args(LinkKind))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.kaggle.com/x", "Kaggle"),
        ("https://hf.co/a/b", "Hugging Face"),
        ("https://ana.hf.space", "Hugging Face"),
        ("https://www.credly.com/badges/1", "Credly"),
        ("https://slides.example/x", "slides.example"),
        ("https://notgithub.com/x", "notgithub.com"),
        ("", ""),
    ],
)
def test_known_hosts_have_names(address: str, name: str) -> None:
    assert place_name(address) == name
