"""Whole sites of records, read from files as a build reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from proofolio.adapters.mkdocs.load import load
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.model.kinds import KINDS
from proofolio.outputs.blocks import BlockExtension
from proofolio.problems import Level
from proofolio.views.words import Words

PROFILE = {
    "name": "Ana Kovač",
    "headline": "Waiting times that clinics can plan by",
    "email": "ana@ana.example",
}
LISTS = [kind.plural for kind in KINDS if kind.source == "list"]


@pytest.fixture
def write_site(tmp_path: Path) -> Callable[..., Path]:
    """`write_site(profile={…}, projects={id: {…}}, talks=[…], url="…")`: the folder of a site."""

    def write(
        *, profile: dict[str, Any] | None = None, url: str = "https://ana.example/", **kinds: Any
    ) -> Path:
        folder = tmp_path / "site"
        switches = ("portfolio", "posts", "testimonials", "services")
        settings = {
            "site_name": "Ana Kovač",
            "docs_dir": "site_src",
            "theme": {"name": "material"},
            "plugins": ["search", *(f"proofolio/{name}" for name in switches)],
            **({"site_url": url} if url else {}),
        }
        files = {
            "mkdocs.yml": settings,
            "site_src/_data/profile.yml": {**PROFILE, **(profile or {})},
        }
        for name, entries in kinds.items():
            if name in LISTS:
                files[f"site_src/_data/{name}.yml"] = entries
            else:
                files |= {f"{name}/{id}.yml": entry for id, entry in entries.items()}
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # JSON is YAML.
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return folder

    return write


def _no_blocks() -> BlockExtension:
    return BlockExtension(lambda text: text)


@pytest.fixture
def load_site(write_site: Callable[..., Path]) -> Callable[..., Loaded]:
    """The same, read; nothing may be wrong with it."""

    def read(**content: Any) -> Loaded:
        config = load_config(str(write_site(**content) / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        options = PortfolioOptions()
        options.load_dict({})
        options.validate()
        loaded = load(config, options, words=Words("en"), serving=False, block_extension=_no_blocks)
        # A missing address of the site is what some of these tests are about.
        real = [p for p in loaded.problems if p.level is not Level.NOTE]
        assert [str(p) for p in real if p.code != "no-site-url"] == []
        return loaded

    return read
