"""Words that cost trust: placeholders, big words without proof, promises of certainty, "here"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from proofolio.checks.content.places import problem_at, shown_name, texts_of
from proofolio.model.kinds import KINDS
from proofolio.model.library import Library
from proofolio.model.niche import Niche
from proofolio.model.post import Post
from proofolio.model.profile import Profile
from proofolio.model.record import Entry
from proofolio.model.service import Service
from proofolio.model.testimonial import Testimonial
from proofolio.problems import Problem

OFF_NICHE_POSTS = 4
"""Posts from which it is worth asking whom they are for."""

_PLACEHOLDER = re.compile(
    r"lorem ipsum|\bT[O]DO\b|\bTBD\b|\bF[I]XME\b|\byour name\b|\bxxx+\b|\binsert .{1,20} here\b"
    r"|\[(?:name|company|client|number)\]",
    re.IGNORECASE,
)
_BOAST = re.compile(
    r"\b(world[- ]class|leading|cutting[- ]edge|best[- ]in[- ]class|top[- ](?:notch|tier|rated)"
    r"|state[- ]of[- ]the[- ]art|renowned|unrivalled|führend\w*|weltklasse|einzigartig\w*)\b"
    r"|世界级|领先|一流|顶尖",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"\b(?:guarantee[sd]?|guaranteed|always correct|100\s?% (?:accurate|accuracy|correct)"
    r"|risk[- ]free|never wrong|garantier\w*|garantie\b)|保证|百分之百",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|cannot|without|nobody|kein\w*|nicht|ohne)\b[^.]{0,40}$", re.IGNORECASE
)
_HERE = re.compile(
    r"(?<!!)\[\s*(here|click here|this|this link|link|more|read more|hier|mehr|这里|点击这里)\s*\]"
    r"\(",
    re.IGNORECASE,
)
_CODE = re.compile(r"```.*?```|~~~.*?~~~|`[^`\n]*`", re.DOTALL)
_ASLEEP = re.compile(
    r"(?:^|\.)(?:herokuapp\.com|onrender\.com|glitch\.me|streamlit\.app|repl\.co|railway\.app)$"
)


def check_wording(library: Library) -> Iterator[Problem]:
    """Words in anything that is listed which take trust away."""
    entries: list[Entry | Profile] = [library.profile]
    for kind in KINDS:
        entries += library.listed(kind.record)
    for entry in entries:
        if not isinstance(entry, Testimonial):
            # What others say is not ours to correct.
            yield from _words(entry)
        yield from _demos(entry)
    yield from _off_niche(library)
    for service in library.listed(Service):
        lacking = [name for name in ("faqs", "process") if not getattr(service, name)]
        if lacking:
            text = f"it has no {' and no '.join(f'`{name}`' for name in lacking)}."
            yield problem_at(service, "service-unexplained", text)


def _words(entry: Entry | Profile) -> Iterator[Problem]:
    sells = not isinstance(entry, Entry) or type(entry).__name__ in ("Service", "Niche")
    for field, text in texts_of(entry):
        plain = _CODE.sub("", text)
        if found := _PLACEHOLDER.search(plain):
            yield _told(entry, "placeholder", f'"{found[0]}" is a placeholder.', field)
        if found := _HERE.search(plain):
            yield _told(entry, "link-words", f'a link is called "{found[1]}".', field)
        if sells and (found := _BOAST.search(plain)):
            yield _told(entry, "boast", f'"{found[0]}" is said without proof.', field)
        if isinstance(entry, Service):
            found = _CERTAIN.search(plain)
            if found and not _DENIED.search(plain[: found.start()]):
                yield _told(entry, "certainty-sold", f'"{found[0]}" promises certainty.', field)


def _told(entry: Entry | Profile, code: str, text: str, field: str) -> Problem:
    found = problem_at(entry, code, text, field)
    if field == "body" and isinstance(entry, Entry) and entry.origin.body_path:
        origin = entry.origin
        return Problem(code, text, origin.body_path, origin.body_line, "body")
    return Problem(code, text, found.path, found.line, shown_name(field))


def _demos(entry: Entry | Profile) -> Iterator[Problem]:
    for number, link in enumerate(getattr(entry, "links", ())):
        host = urlsplit(link.url).hostname or ""
        if link.kind in (None, "demo", "space") and _ASLEEP.search(host):
            text = f"{host} lets demos sleep, or has closed them."
            yield problem_at(entry, "demo-asleep", text, f"links.{number}")


def _off_niche(library: Library) -> Iterator[Problem]:
    posts = library.listed(Post)
    lost = [post for post in posts if not (post.niches or post.services or post.projects)]
    if library.all(Niche) and len(posts) >= OFF_NICHE_POSTS and len(lost) * 2 > len(posts):
        text = f"{len(lost)} of {len(posts)} posts name no niche, service or project."
        yield problem_at(lost[0], "posts-off-niche", text)
