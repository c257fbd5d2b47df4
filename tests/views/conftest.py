"""Sites made of records in the tests, without files or an engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from proofolio.adapters.mkdocs.settings import EXTENSIONS
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library, Records
from proofolio.model.profile import Profile
from proofolio.outputs.pages import render_page
from proofolio.outputs.prose import Dialect
from proofolio.outputs.site import BuiltSite
from proofolio.outputs.site_files import SiteFiles
from proofolio.views.plan import PagePlan
from proofolio.views.plans import VIEWS, plan_site
from proofolio.views.words import Words

EVERYTHING = frozenset({"posts", "testimonials", "services", "feeds"})


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., BuiltSite]:
    """`make_site(profile={...}, posts=[{...}], …)`: a real site of records written as mappings.

    `profile` adds to a name, a headline and an e-mail address. `today` is 20 November 2026.
    """

    def make(
        *,
        profile: dict[str, Any] | None = None,
        today: dt.date = dt.date(2026, 11, 20),
        enabled: frozenset[str] = EVERYTHING,
        drafts: bool = False,
        **entries: list[dict[str, Any]],
    ) -> BuiltSite:
        person = {
            "name": "Ana Kovač",
            "headline": "Forecasts that hold",
            "email": "a@kovac.example",
        }
        written = [
            kind.record.model_validate(entry)
            for kind in KINDS
            for entry in entries.pop(kind.plural, ())
        ]
        assert not entries
        records = Records(Profile.model_validate({**person, **(profile or {})}), tuple(written))
        off = [kind.word for kind in KINDS if kind.switch and kind.switch not in enabled]
        library, _ = Library.build(records, today, drafts=drafts, nowhere=off)
        return BuiltSite(
            name="Ana Kovač",
            url="https://kovac.example/",
            library=library,
            words=Words("en"),
            enabled=enabled,
            files=SiteFiles(tmp_path, "site_src", "site_src/_data", {}, frozenset()),
            dialect=Dialect(list(EXTENSIONS), EXTENSIONS),
        )

    return make


@pytest.fixture
def plans_of() -> Callable[[BuiltSite], dict[str, PagePlan]]:
    """`plans_of(site)`: the pages of a site by address."""
    return lambda site: {plan.address: plan for plan in plan_site(site)}


@pytest.fixture
def read_page(
    plans_of: Callable[[BuiltSite], dict[str, PagePlan]],
) -> Callable[[BuiltSite, str], BeautifulSoup]:
    """`read_page(site, address)`: the body of a page, parsed; a KeyError if there is none."""

    def read(site: BuiltSite, address: str) -> BeautifulSoup:
        body = render_page(plans_of(site)[address], site, VIEWS)
        return BeautifulSoup(body.html, "html5lib")

    return read
