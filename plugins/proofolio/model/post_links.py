"""How posts stand to each other: older and newer, parts of a series, and alike in topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from proofolio.model.addresses import topic_slug
from proofolio.model.post import Post
from proofolio.model.topics import topics_of

CANDIDATES = 20
"""How many posts of a topic are looked at, so that a page costs the same at any size."""


class PostLinks:
    """Made once for all listed posts, newest first; what it answers about one is then cheap."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._posts = {post.id: post for post in posts}
        self._here = [post for post in self._posts.values() if not post.external_url]
        self._place = {post.id: n for n, post in enumerate(self._here)}
        self._by_topic: dict[str, list[str]] = defaultdict(list)
        series: dict[str, list[Post]] = defaultdict(list)
        for post in self._posts.values():
            for facet in _facets(post):
                if len(self._by_topic[facet]) < CANDIDATES:
                    self._by_topic[facet].append(post.id)
            if post.series:
                series[post.series.name.casefold()].append(post)
        # Parts without a number follow those that have one, oldest first.
        self._series = {name: tuple(sorted(parts, key=_part)) for name, parts in series.items()}

    def newer(self, post: Post) -> Post | None:
        """The next post on this site; none for the newest, and for one that is not listed."""
        place = self._place.get(post.id)
        return self._here[place - 1] if place else None

    def older(self, post: Post) -> Post | None:
        """The post before it on this site."""
        place = self._place.get(post.id)
        if place is None or place + 1 >= len(self._here):
            return None
        return self._here[place + 1]

    def series_of(self, post: Post) -> tuple[Post, ...]:
        """All listed parts of its series, in order; empty where it is in none."""
        return self._series.get(post.series.name.casefold(), ()) if post.series else ()

    def related(self, post: Post, limit: int = 3) -> tuple[Post, ...]:
        """Posts that share most topics with it, newest first among equals."""
        shared = Counter(id for facet in _facets(post) for id in self._by_topic.get(facet, ()))
        shared.pop(post.id, None)
        order = {id: n for n, id in enumerate(sorted(shared, key=self._newest_first))}
        best = sorted(shared, key=lambda id: (-shared[id], order[id]))
        return tuple(self._posts[id] for id in best[:limit])

    def _newest_first(self, id: str) -> tuple[float, str]:
        date = self._posts[id].date
        return (-date.timestamp() if date else 0, id)


def _part(post: Post) -> tuple[float, float, str]:
    part = post.series.part if post.series else None
    date = post.date.timestamp() if post.date else 0
    return (float("inf") if part is None else part, date, post.id)


def _facets(post: Post) -> list[str]:
    about = [f"niche:{id}" for id in post.niches] + [f"project:{id}" for id in post.projects]
    return sorted({topic_slug(word) for word in topics_of(post)} | set(about))
