"""A kept body is used as long as nothing differs that its page could show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.model.post import Post
from proofolio.outputs.kept_pages import KeptPages
from proofolio.outputs.page_pictures import PagePictures
from proofolio.outputs.pages import PageBody, render_page
from proofolio.views.plan import PagePlan
from proofolio.views.plans import VIEWS
from proofolio.views.site import Site
from proofolio.views.words import Words

POST = {"title": "Ranges", "date": "2024-05-02", "tags": ["forecasting"]}
CONTENT = {
    "projects": {"queues": {"title": "Queues", "skills": ["forecasting"], "problem": "Long."}},
    "posts": {"ranges": POST, "other": {**POST, "title": "Other", "date": "2024-06-02"}},
}


class Build:
    """One build's pages; `made` are the addresses of those that were not found."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.made: list[str] = []

    def bodies(self) -> dict[str, PageBody]:
        site = self.loaded.site
        kept = KeptPages(site, PagePictures(site.files), "built")
        found = {a: kept.body(plan, self._make) for a, plan in self.loaded.plans.items()}
        site.shelf.keep()
        return found

    def _make(self, site: Site, plan: PagePlan) -> PageBody:
        self.made.append(plan.address)
        return render_page(plan, site, VIEWS)


@pytest.fixture
def build(load_site: Callable[..., Loaded]) -> Callable[..., Build]:
    def make(**change: Any) -> Build:
        made = Build(load_site(**{**CONTENT, **change}))
        for id in ("ranges", "other"):
            with_body(made, id, "Ranges hold.")
        return made

    return make


def with_body(build: Build, id: str, body: str) -> None:
    """Give a post another text."""
    site = build.loaded.site
    posts = tuple(
        p.model_copy(update={"body": body}) if p.id == id else p for p in site.library.all(Post)
    )
    site.library = replace(site.library, entries={**site.library.entries, Post: posts})
    plans = build.loaded.plans
    plans[f"posts/{id}/"] = replace(
        plans[f"posts/{id}/"], entry=next(p for p in posts if p.id == id)
    )


def test_a_second_build_makes_no_page(build: Callable[..., Build]) -> None:
    first, second = build(), build()
    made = first.bodies()
    assert len(first.made) > 5
    assert second.bodies() == made
    assert second.made == []
    # What pages need besides comes with them.
    assert second.loaded.site.files.made == first.loaded.site.files.made != {}


def test_another_text_costs_the_pages_that_show_it(build: Callable[..., Build]) -> None:
    build().bodies()
    second = build()
    with_body(second, "ranges", "Ranges hold, mostly.")
    found = second.bodies()
    assert "posts/ranges/" in second.made
    assert "projects/queues/" not in second.made
    assert "mostly" in found["posts/ranges/"].html
    clean = build()
    clean.loaded.site.cache = None
    with_body(clean, "ranges", "Ranges hold, mostly.")
    assert found == clean.bodies()


def other_day(build: Build) -> None:
    site = build.loaded.site
    site.library = replace(site.library, today=site.library.today + dt.timedelta(1))


def test_whatever_all_pages_may_show_makes_all_anew(build: Callable[..., Build]) -> None:
    changes: list[Callable[[Build], None]] = [
        other_day,
        lambda build: setattr(build.loaded.site, "name", "Other"),
        lambda build: setattr(build.loaded.site, "url", "https://other.example/"),
        lambda build: setattr(build.loaded.site, "repository", "https://git.example/a"),
        lambda build: setattr(build.loaded.site, "enabled", frozenset({"posts"})),
        lambda build: setattr(
            build.loaded.site, "words", Words("en", {"en": {"common.home": "Start"}})
        ),
    ]
    build().bodies()
    for change in changes:
        second = build()
        change(second)
        second.bodies()
        assert set(second.made) == set(second.loaded.plans)
    other = build(posts={**CONTENT["posts"], "other": {**POST, "title": "Anders"}})
    other.bodies()
    assert set(other.made) == set(other.loaded.plans)
