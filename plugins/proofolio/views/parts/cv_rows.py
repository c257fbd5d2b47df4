"""What the author taught and earned, as rows of the résumé, of about and of blocks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from proofolio.model.link_kinds import link_kind, place_name
from proofolio.model.ordering import latest_first
from proofolio.model.profile import Award, Credential
from proofolio.model.record import PartialDate
from proofolio.views.parts.links import Link
from proofolio.views.site import Html, Picture, Site
from proofolio.views.words import Words


@dataclass(frozen=True)
class When:
    """A time in words."""

    full: str
    short: str
    """With months cut short, for paper."""


@dataclass(frozen=True)
class CvRow:
    """A line of the résumé: when, what, where, and what came of it."""

    when: When
    title: str
    place: Link | None
    after: str
    """Location, result or validity."""
    summary: Html = ""
    text: str = ""
    points: tuple[str, ...] = ()
    picture: Picture | None = None
    link: Link | None = None
    """Where it can be seen, called by what is there."""
    is_over: bool = False


def teaching_rows(site: Site) -> tuple[CvRow, ...]:
    """Courses, the latest first."""
    courses = site.library.profile.teaching
    return tuple(
        CvRow(
            when=when(site, course.start, course.end),
            title=course.title,
            place=_place(course.institution, course.url),
            after=course.role,
        )
        for course in sorted(courses, key=lambda each: latest_first(each.start, each.end))
    )


def credential_rows(site: Site, *, valid: bool = False) -> tuple[CvRow, ...]:
    """Certificates, those that are over at the end, or left out where only `valid` ones count."""
    today = site.library.today
    held = sorted(site.library.profile.credentials, key=lambda each: each.is_over(today))
    return tuple(
        _credential_row(site, each) for each in held if not (valid and each.is_over(today))
    )


def award_rows(site: Site) -> tuple[CvRow, ...]:
    """Prizes and places in competitions, in the author's order."""
    return tuple(_award_row(site, award) for award in site.library.profile.awards)


def awards_title(site: Site) -> str:
    """The heading of prizes, and of competitions where there are any."""
    awards = site.library.profile.awards
    competed = any(each.rank or each.medal or _kind(each.url) == "competition" for each in awards)
    return site.words(f"resume_page.awards{'_and_competitions' if competed else ''}")


def _credential_row(site: Site, credential: Credential) -> CvRow:
    words = site.words
    is_over = credential.is_over(site.library.today)
    told = [words("resume_page.number", number=credential.id)] if credential.id else []
    if credential.expires:
        date = words.partial(credential.expires)
        told.append(words("resume_page.expired" if is_over else "resume_page.until", date=date))
    link, badge = _seen_at(site, credential.url), credential.image
    return CvRow(
        when=when(site, None, credential.date),
        title=credential.name,
        place=_place(credential.issuer, "" if link else credential.url),
        after=words.joined(told),
        text=words.joined((badge.caption, badge.credit)) if badge else "",
        picture=site.picture(badge),
        link=link,
        is_over=is_over,
    )


def _award_row(site: Site, award: Award) -> CvRow:
    words = site.words
    told = []
    if award.rank is not None:
        key = "rank" if award.of is None else "rank_of"
        numbers = {
            name: words.number(Decimal(getattr(award, name) or 0)) for name in ("rank", "of")
        }
        told.append(words(f"resume_page.{key}", **numbers))
    if award.medal:
        told.append(words(f"resume_page.{award.medal}"))
    link = _seen_at(site, award.url)
    return CvRow(
        when=when(site, None, award.date),
        title=award.title,
        place=_place(award.awarder, "" if link else award.url),
        after=words.joined(told),
        text=award.summary,
        link=link,
    )


def when(site: Site, start: PartialDate | None, end: PartialDate | None) -> When:
    """A time in words, from when until when as far as that is known."""
    full, short = (_period(site.words, start, end, short=short) for short in (False, True))
    return When(full, short)


def _period(
    words: Words, start: PartialDate | None, end: PartialDate | None, *, short: bool
) -> str:
    first, last = (words.partial(day, short=short) if day else "" for day in (start, end))
    if first and last and start != end:
        return words("period", start=first, end=last)
    return last or (words("ongoing", start=first) if first else "")


def _place(name: str, address: str) -> Link | None:
    return Link(name or place_name(address), address) if name or address else None


def _seen_at(site: Site, address: str) -> Link | None:
    """A link that says what is there, where its address tells that."""
    kind = _kind(address)
    if not kind:
        return None
    words = site.words
    label = words("links.at", kind=words(f"links.{kind}"), host=place_name(address))
    return Link(label, address)


def _kind(address: str) -> str:
    return (link_kind(address) or "") if address else ""
