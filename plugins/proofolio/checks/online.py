"""Do outside links still answer? Asked only when the author wants it, and within a time limit."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from proofolio.cache_files import write_cached
from proofolio.problems import Problem

FRESH_SECONDS = 24 * 3600
"""For how long an answer is believed."""

PATIENCE_SECONDS = 10
AT_ONCE = 8
AGENT = "Mozilla/5.0 (compatible; proofolio check)"
GONE = (404, 410)
FOR_GOOD = (301, 308)


@dataclass(frozen=True)
class OutsideLink:
    """An address of another host, and where it is written."""

    url: str
    path: str
    line: int | None = None
    field: str = ""


@dataclass(frozen=True)
class Answer:
    """What a host said."""

    status: int
    """HTTP status; 0 where there was no answer."""
    moved: str = ""
    """Where it leads for good."""
    why: str = ""
    asked: float = 0.0
    """Seconds since 1970."""


def check_links(
    links: Iterable[OutsideLink],
    *,
    seconds: float,
    cache: Path | None,
    ask: Callable[[str], Answer] | None = None,
    now: Callable[[], float] = time.time,
) -> Iterator[Problem]:
    """Problems of links that are dead, moved for good, or could not be asked in time.

    Answers of the last day are taken from the cache, so that a second run asks for nothing.
    """
    by_url: dict[str, list[OutsideLink]] = {}
    for link in links:
        by_url.setdefault(link.url.partition("#")[0], []).append(link)
    known = _kept(cache, now())
    wanted = [url for url in sorted(by_url) if url not in known]
    answers = known | dict(_asked(wanted, seconds, ask or ask_host))
    if cache and wanted:
        told = {url: asdict(answer) for url, answer in answers.items() if answer.status}
        write_cached(cache, json.dumps(told).encode())
    for url in sorted(by_url):
        for link in by_url[url]:
            if found := _judged(link, answers.get(url, Answer(0, why="there was no time left"))):
                yield found


def ask_host(url: str) -> Answer:
    """What the host of an address says; a program that it refuses is told apart from a death."""
    stops = _Redirects()
    answer = Answer(0)
    for method in ("HEAD", "GET"):
        request = Request(_encoded(url), method=method, headers={"User-Agent": AGENT})
        try:
            with build_opener(stops).open(request, timeout=PATIENCE_SECONDS) as response:
                return Answer(response.status, stops.moved, asked=time.time())
        except HTTPError as error:
            answer = Answer(error.code, stops.moved, asked=time.time())
        except (URLError, HTTPException, OSError, ValueError) as error:
            return Answer(0, why=str(getattr(error, "reason", error)))
    return answer


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, and remembers where the permanent ones at the beginning lead."""

    def __init__(self) -> None:
        self.moved = ""
        self._still = True

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        self._still = self._still and code in FOR_GOOD
        if self._still:
            self.moved = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _asked(
    urls: list[str], seconds: float, ask: Callable[[str], Answer]
) -> Iterator[tuple[str, Answer]]:
    end = time.monotonic() + seconds

    def in_time(url: str) -> Answer:
        left = end - time.monotonic()
        return ask(url) if left > 0 else Answer(0, why="there was no time left")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from zip(urls, pool.map(in_time, urls), strict=True)


def _judged(link: OutsideLink, answer: Answer) -> Problem | None:
    if answer.status in GONE:
        text = f"{link.url} is gone ({answer.status})."
        return Problem("dead-link", text, link.path, link.line, link.field)
    if not answer.status or answer.status >= 400:
        why = answer.why or f"it answered {answer.status}"
        text = f"{link.url} could not be checked: {why}."
        return Problem("link-unclear", text, link.path, link.line, link.field)
    if answer.moved:
        text = f"{link.url} has moved to {answer.moved}."
        return Problem("link-moved", text, link.path, link.line, link.field)
    return None


def _encoded(url: str) -> str:
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    safe = "%/:=&?~+!$,;'@()*[]"
    path, query = quote(parts.path, safe), quote(parts.query, safe)
    return urlunsplit((parts.scheme, host, path, query, ""))


def _kept(cache: Path | None, now: float) -> dict[str, Answer]:
    try:
        found = json.loads(cache.read_bytes()) if cache else {}
        answers = {url: Answer(**answer) for url, answer in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return {url: a for url, a in answers.items() if now - a.asked < FRESH_SECONDS}
