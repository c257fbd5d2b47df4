"""Talks and other appearances: what is to come first, then year by year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from proofolio.model.addresses import TALKS
from proofolio.model.talk import Talk
from proofolio.views.parts.descriptions import describe
from proofolio.views.parts.grouped import Group, GroupedView, grouped_view
from proofolio.views.parts.talks import TalkRow, talk_row
from proofolio.views.plan import PagePlan
from proofolio.views.site import Site


def talks_plans(site: Site) -> Iterator[PagePlan]:
    """The page of talks; none without talks."""
    talks = site.library.listed(Talk)
    if not talks:
        return
    today = site.library.today
    past = [talk.start.first for talk in talks if talk.start.first <= today]
    words, name = site.words, site.library.profile.name
    titles = words("separate").join(talk.title for talk in talks[:3])
    yield PagePlan(
        address=TALKS,
        kind="talks",
        title=words("talks"),
        description=describe(words("talks_page.description", name=name), titles),
        updated=max(past, default=None),
    )


def talks_view(site: Site, plan: PagePlan) -> GroupedView[TalkRow]:
    """All talks: upcoming ones soonest first, then newest first by year."""
    library, words = site.library, site.words
    talks = library.listed(Talk)
    coming = [talk for talk in talks if talk.is_upcoming(library.today)]
    past = [talk for talk in talks if not talk.is_upcoming(library.today)]
    groups = []
    if coming:
        rows = tuple(talk_row(site, talk) for talk in coming)
        groups.append(Group("pf-upcoming", words("talks_page.upcoming"), rows))
    for year, group in groupby(past, key=lambda talk: talk.start.year):
        rows = tuple(talk_row(site, talk) for talk in group)
        groups.append(Group(f"pf-{year}", str(year), rows))
    return grouped_view(site, plan, words("talks_page.lead"), groups)
