"""The profile: who the author is and how to reach her."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from proofolio.model.publication import Publication
from proofolio.model.record import (
    Address,
    Email,
    Flag,
    Id,
    Image,
    Markdown,
    Origin,
    Partial,
    Record,
    Reference,
    Text,
)

GoalName = Literal["clients", "job", "research", "learning"]
"""What a site can be for."""


class Contact(Record):
    """How to reach the author."""

    booking_url: Address = ""
    """Where a call can be booked."""
    form_url: Address = ""
    """A form, if there is one."""
    preferred: Literal["call", "email", "form"] | None = None
    """What the call to action is; else the first that is filled in: call, form, e-mail."""
    response_days: int | None = None
    """In how many working days you answer."""
    ask_for: tuple[Text, ...] = ()
    """What a first message should say."""


class Location(Record):
    """Where the author works, written as text or as a mapping."""

    city: Text = ""
    """City."""
    region: Text = ""
    """Region."""
    country_code: Text = ""
    """ISO 3166-1 code of two letters."""
    remote: Flag = False
    """Works remotely as well."""


class Slots(Record):
    """Places for clients."""

    total: int
    """How many there are."""
    open: int
    """How many are free."""


TAKEN = ("waitlist", "referral_only", "closed")
"""Availability while no call is on offer."""


class Availability(Record):
    """Whether there is time, written as a status or as a mapping."""

    status: Literal["open", "limited", "waitlist", "referral_only", "closed"]
    """What a visitor can expect."""
    hours_per_week: int | None = None
    """Hours a week; needs `updated`."""
    client_slots: Slots | None = None
    """Places for clients; needs `updated`."""
    start: Partial | None = None
    """From when, written `from`."""
    note: Text = ""
    """A sentence in your own words."""
    updated: Partial | None = None
    """Day on which this was stated; after 45 days numbers are no longer shown."""


class Skill(Record):
    """Something the author can do, written as a name or as a mapping."""

    name: Text
    """What it is called."""
    level: Literal["learning", "working", "strong", "expert"] | None = None
    """How well, in a word."""
    offered: Flag = True
    """Whether clients can buy it; an offered skill is a claim and wants proof."""


class StoryPart(Record):
    """A part of the author's way."""

    period: Text = ""
    """When, e.g. `2018 to 2022`."""
    title: Text = ""
    """What it was."""
    learned: Markdown = ""
    """What you learned."""
    built: Markdown = ""
    """What you built."""
    how: Markdown = ""
    """How you work since."""
    link: Address = ""
    """Where more can be read."""


class LookingFor(Record):
    """What the author looks for."""

    kinds: tuple[Text, ...] = ()
    """Freelance, employment, speaking, …"""
    roles: tuple[Text, ...] = ()
    """Roles."""
    industries: tuple[Text, ...] = ()
    """Lines of business."""
    start: Partial | None = None
    """From when, written `from`."""
    notice: Text = ""
    """How long you are bound where you are, e.g. `three months`."""
    places: tuple[Text, ...] = ()
    """Where you would work."""
    remote: Flag = False
    """Whether you would work remotely as well."""
    permit: Text = ""
    """Where you may work without more ado, e.g. `EU citizen`."""
    ask: Text = ""
    """What a friend could do for you."""


class Alliance(Record):
    """Somebody the author sends work to."""

    name: Text
    """Name."""
    role: Text = ""
    """What they do."""
    url: Address = ""
    """Where they can be found."""
    covers: tuple[Text, ...] = ()
    """What they cover that you do not."""


class Community(Record):
    """A community the author is part of, written as a name or as a mapping."""

    name: Text
    """Name."""
    url: Address = ""
    """Where it is."""
    handle: Text = ""
    """Your name there."""


class GivingBack(Record):
    """What the author gives without pay."""

    mentoring: Text = ""
    """Whom you mentor, and how to ask."""
    office_hours: Text = ""
    """When anybody may ask."""


class Account(Record):
    """A profile elsewhere, written `github: name` or `github: address`."""

    network: Text
    """Key it was written under, e.g. `github`."""
    name: Text
    """The network's own name, e.g. `GitHub`."""
    url: Address
    """Address of the profile."""
    username: Text = ""
    """Name there."""


class Organisation(Record):
    """Somebody the author worked for and may name, written as a name or as a mapping."""

    name: Text
    """Name."""
    url: Address = ""
    """Its site."""
    logo: Image | None = None
    """Its logo; else the name is shown."""


class Job(Record):
    """A position, as JSON Resume writes it."""

    name: Text = ""
    """Organisation."""
    position: Text = ""
    """Position."""
    url: Address = ""
    """Its site."""
    logo: Image | None = None
    """Its logo, for the home page; else its name is shown."""
    sector: Text = ""
    """Its line of business; says enough where its name is not written."""
    size: Text = ""
    """How large it is, in words or people."""
    location: Text = ""
    """Where."""
    start: Partial | None = None
    """Begin."""
    end: Partial | None = None
    """End; absent means until now."""
    summary: Markdown = ""
    """What it was about."""
    highlights: tuple[Text, ...] = ()
    """What came of it."""


class Education(Record):
    """A degree or course, as JSON Resume writes it."""

    institution: Text
    """School."""
    url: Address = ""
    """Its site."""
    area: Text = ""
    """Field."""
    study_type: Text = ""
    """Degree."""
    start: Partial | None = None
    """Begin."""
    end: Partial | None = None
    """End."""
    score: Text = ""
    """Result."""
    courses: tuple[Text, ...] = ()
    """Courses worth naming."""


class Teaching(Record):
    """A course that the author taught."""

    title: Text
    """What it is called."""
    institution: Text = ""
    """Where."""
    role: Text = ""
    """As what, e.g. `Teaching assistant`."""
    start: Partial | None = None
    """Begin."""
    end: Partial | None = None
    """End; the same as the begin where it was once."""
    url: Address = ""
    """Its page."""


class Credential(Record):
    """A certificate."""

    name: Text
    """What it is called."""
    id: Text = ""
    """Its number, by which it can be asked for."""
    image: Image | None = None
    """Its badge; stands beside its name, so that it needs no `alt`."""
    issuer: Text = ""
    """Who issued it."""
    date: Partial | None = None
    """When."""
    expires: Partial | None = None
    """Until when it holds; afterwards it is said to be over."""
    url: Address = ""
    """Where it can be checked."""

    def is_over(self, today: dt.date) -> bool:
        """Whether it holds no more."""
        return self.expires is not None and self.expires.last < today


class Language(Record):
    """A language the author works in, written as its name or as a mapping."""

    language: Text
    """Which."""
    fluency: Text = ""
    """How well."""


class Award(Record):
    """A prize, as JSON Resume writes it, or a place in a competition."""

    title: Text
    """What it is called."""
    awarder: Text = ""
    """Who gave it, or where it was held."""
    date: Partial | None = None
    """When."""
    rank: int | None = None
    """Your place in a competition."""
    of: int | None = None
    """How many took part."""
    medal: Literal["gold", "silver", "bronze"] | None = None
    """The medal, if there was one."""
    summary: Text = ""
    """What for."""
    url: Address = ""
    """Where it can be seen."""


class Document(Record):
    """A PDF file, written as its path or address."""

    src: Address
    """Path relative to the file, then to `site_src/`, or an address."""
    file: str = ""
    """Found file, relative to the project's folder; set when the sources are read."""


class Profile(Record):
    """Who the author is, what she offers and how to reach her."""

    name: Text
    """Your name."""
    headline: Text
    """What you do for whom, in at most 90 characters: the hero's line."""
    email: Email = ""
    """E-mail address."""
    contact: Contact = Contact()
    """Other ways to reach you. One of `email`, `booking_url`, `form_url` is needed."""
    goal: tuple[GoalName, ...] = ()
    """What the site is for, the first above all; else seen from what it holds."""
    label: Text = ""
    """What you are, e.g. `Freelance data scientist`."""
    summary: Markdown = ""
    """A paragraph about you."""
    image: Image | None = None
    """Your portrait."""
    url: Address = ""
    """Your main site, where this is not it."""
    location: Location = Location()
    """Where you work."""
    timezone: Text = "UTC"
    """IANA name of your time zone; dates without a zone are in it."""
    profiles: tuple[Account, ...] = ()
    """Where else you are: `github: name`, `linkedin: name`, or addresses."""
    availability: Availability | None = None
    """Whether you have time."""
    skills: tuple[Skill, ...] = ()
    """What you can do; a plain name means that you offer it."""
    strengths: tuple[Text, ...] = ()
    """What you are good at."""
    limits: tuple[Text, ...] = ()
    """What you do not do."""
    story: tuple[StoryPart, ...] = ()
    """Your way: what you learned, what you built, and how."""
    looking_for: LookingFor = LookingFor()
    """What you look for."""
    alliances: tuple[Alliance, ...] = ()
    """Whom you send work to."""
    communities: tuple[Community, ...] = ()
    """Where you take part."""
    giving_back: GivingBack = GivingBack()
    """What you give without pay."""
    cv: Document | None = None
    """Your own résumé as a PDF file, e.g. `files/cv.pdf`."""
    worked_with: tuple[Organisation, ...] = ()
    """Whom you worked for and may name; else the employers of `work` and the named clients."""
    work: tuple[Job, ...] = ()
    """Positions for the résumé."""
    education: tuple[Education, ...] = ()
    """Degrees and courses for the résumé."""
    teaching: tuple[Teaching, ...] = ()
    """Courses that you taught."""
    credentials: tuple[Credential, ...] = ()
    """Certificates."""
    languages: tuple[Language, ...] = ()
    """Languages for the résumé."""
    publications: tuple[Publication, ...] = ()
    """Publications, in the form of JSON Resume."""
    awards: tuple[Award, ...] = ()
    """Prizes, and places in competitions."""
    results: tuple[Reference, ...] = ()
    """Outcomes for the tiles of the home page; else the featured projects' first."""
    pronouns: Text = ""
    """Your pronouns."""
    pronunciation: Text = ""
    """How to say your name."""
    name_latin: Text = ""
    """Your name in Latin letters, if it is written in others."""
    other_names: tuple[Text, ...] = ()
    """Other names that you have on papers: a former one, or another spelling."""
    phone: Text = ""
    """Telephone; shown only with `public: [phone]`."""
    address: Text = ""
    """Street address; shown only with `public: [address]`."""
    public: tuple[Literal["phone", "address"], ...] = ()
    """Private fields that may be shown after all."""
    origin: Origin = Origin("")
    """File and line it was read from; set when the sources are read."""
    id: Id = "profile"
    """Always `profile`."""


def has_resume(profile: Profile) -> bool:
    """Whether the profile has anything that makes a résumé."""
    return any(
        (
            profile.work,
            profile.education,
            profile.teaching,
            profile.credentials,
            profile.publications,
            profile.awards,
        )
    )
