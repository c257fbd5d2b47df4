"""Libraries made of records in the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.service import Service
from proofolio.model.talk import Talk
from proofolio.model.testimonial import Testimonial

KINDS: dict[str, type[Any]] = {
    "projects": Project,
    "posts": Post,
    "testimonials": Testimonial,
    "services": Service,
    "niches": Niche,
    "talks": Talk,
}


@pytest.fixture
def make_library() -> Callable[..., Library]:
    """`make_library(profile={...}, posts=[{...}], …)`: as it is on 20 November 2026."""

    def make(*, profile: dict[str, Any] | None = None, **entries: list[dict[str, Any]]) -> Library:
        records = Records(
            profile=Profile.model_validate(
                {"name": "Ana", "headline": "Counts", **(profile or {})}
            ),
            **{
                name: tuple(KINDS[name].model_validate(entry) for entry in written)
                for name, written in entries.items()
            },
        )
        return Library.build(records, dt.date(2026, 11, 20))[0]

    return make
