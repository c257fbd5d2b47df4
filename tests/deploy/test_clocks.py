"""What merely happens with time stops no deploy, not even a strict one."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from proofolio.adapters.mkdocs.check import read_site
from proofolio.adapters.mkdocs.feed_ids import write_feed_ids
from proofolio.model.ignore import Ignore
from proofolio.model.kinds import KINDS
from proofolio.model.profile import Profile
from proofolio.model.record import Record
from proofolio.sources.shapes import shapes_of

DAY = dt.date(2026, 11, 20)
SITE = {
    "mkdocs.yml": """\
site_name: Ada Sample
site_url: https://ada.example/
docs_dir: site_src
exclude_docs: _data/
theme: {name: material}
nav:
  - Home: index.md
  - Work: projects/index.md
  - Dated: projects/dated/index.md
  - Post: posts/dated/index.md
  - Power: services/power/index.md
  - Trust: topics/trust/index.md
  - Said: testimonials/index.md
  - Talks: talks/index.md
  - Mine: mine.md
  - Follow: subscribe/index.md
plugins:
  - search
  - proofolio/portfolio: {cache: ""}
  - proofolio/posts
  - proofolio/testimonials
  - proofolio/services
  - proofolio/feeds:
      authority: ada.example
      include: [posts, projects, testimonials]
      topics: [Trust, Timing]
      aliases: {old.xml: topics/timing/feed.xml}
""",
    "site_src/index.md": "---\ntitle: Home\n---\n{{< hero >}}\n\n{{< testimonials >}}\n",
    "site_src/mine.md": """\
# Mine

[said](testimonials/index.md), [work](projects/dated/index.md), [post](posts/dated/index.md),
[power](services/power/index.md), [trust](topics/trust/index.md), [talks](talks/index.md)

{{< testimonials id="ending" >}}

{{< testimonials niche="power" >}}

{{< projects id="dated" >}}

{{< outcome id="dated/mape" >}}

{{< posts >}}

{{< talks >}}
""",
    "site_src/_data/profile.yml": """\
name: Ada Sample
headline: Forecasts that hold
email: ada@ada.example
proof: [testimonial:ending, project:dated, post:dated, talk:dated]
skills: [Trust, Timing]
availability:
  {status: open, updated: DAY, from: DAY, hours_per_week: 8, client_slots: {total: 2, open: 1}}
work: [{name: A, position: B, start: DAY, end: DAY}]
education: [{institution: A, start: DAY, end: DAY}]
credentials: [{name: A, date: DAY, expires: DAY, url: "https://a.example/"}]
publications: [{name: A, date: DAY, url: "https://b.example/"}]
awards: [{title: A, date: DAY}]
""",
    "site_src/_data/testimonials.yml": """\
ending:
  text: She told us in the first week that half of our alarms were a clock change.
  author: Ilse Brand
  role: Head of Planning
  date: DAY
  skills: Trust
  niches: power
  services: review
  projects: dated
  consent: {status: granted, date: DAY, expires: DAY, scope: [website, feed]}
""",
    "site_src/_data/services.yml": """\
review:
  name: Review
  summary: What holds and what does not, in two weeks, in writing, for those who decide.
  niches: power
  engagements:
    - {name: A, price: {amount: 100, currency: EUR}, intro_offer: {text: Half price, until: DAY}}
  claims: [{text: Work that holds, evidence: [testimonial:ending, talk:dated, "/testimonials/"]}]
""",
    "site_src/_data/niches.yml": """\
power: {name: Power, headline: For networks, claims: [{text: A, evidence: outcome:dated/mape}]}
later: {name: Later, headline: Once it is there}
""",
    "site_src/_data/talks.yml": """\
dated:
  {title: A talk, start: DAY, end: DAY, event: A day, projects: dated, niches: power,
   links: "https://c.example/"}
""",
    "projects/dated.md": """\
---
title: Dated
date: FULL
updated: FULL
start: DAY
end: DAY
niches: [power, later]
services: review
skills: Timing
testimonials: ending
outcomes: [{metric: Error, key: mape, value: 3.5, evidence: [testimonial:ending, post:dated]}]
---
As [she said](/testimonials/), [here](../posts/dated.md), [there](/topics/trust/), [then](/talks/).
""",
    "projects/coming.md": "---\ntitle: Coming\npublish_date: FULL\n---\nSee [it](dated.md).\n",
    "projects/going.md": "---\ntitle: Going\nexpiry_date: FULL\n---\nSee [it](coming.md).\n",
    "projects/always.md": """\
---
title: Always
related: dated
featured: true
---
See [it](dated.md), [the post](/posts/dated/), [the niche](/services/power/), [all](/posts/),
and [what others say](/testimonials/#ending).
""",
    "posts/dated.md": """\
---
title: Dated
date: FULL
updated: FULL
tags: Timing
projects: dated
links: [../projects/dated.md]
---
As [she said](/testimonials/).
""",
    "checks.yml": "- {check: CNT-005, item: project:always, reason: So it is., until: DAY}\n",
}
RECORDS = (Profile, *(kind.record for kind in KINDS), Ignore)


def at(day: dt.date) -> str:
    """`SOURCE_DATE_EPOCH` of the noon of a day."""
    return str(calendar.timegm((*day.timetuple()[:3], 12, 0, 0)))


def write(folder: Path, form: str) -> Path:
    for name, text in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = text.replace("DAY", DAY.strftime(form)).replace("FULL", DAY.isoformat())
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("form", "days"),
    [
        *(("%Y-%m-%d", days) for days in (-1, 1, 366)),
        *(
            pytest.param("%Y-%m-%d", days, marks=pytest.mark.slow)
            for days in (-400, 0, 46, 3 * 366, 7 * 366)
        ),
        *(
            pytest.param(form, days, marks=pytest.mark.slow)
            for form in ("%Y-%m", "%Y")
            for days in (-1, 45, 366)
        ),
    ],
)
def test_a_strict_build_stays_green_at_every_clock(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    build_report: Callable[..., tuple[Path, list[str]]],
    form: str,
    days: int,
) -> None:
    folder = write(tmp_path, form)
    # The ids as of the last day on which the quote was there, and the work not yet.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", at(later(-800)))
    write_feed_ids(folder / "mkdocs.yml", accept=True)
    quotes = folder / "site_src/_data/testimonials.yml"
    if form == "%Y-%m":
        another = re.sub(r", expires: [\d-]+", "", quotes.read_text())
        another = another.replace("ending:", "staying:").replace("She told us", "He said")
        another = another.replace("half of our alarms were a clock change", "it was the weather")
        quotes.write_text(f"{quotes.read_text()}{another}")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", at(later(days)))
    site, messages = build_report(folder, strict=False)
    assert not [m for m in messages if not m.startswith(("INFO", "DEBUG"))]
    checked = read_site(folder / "mkdocs.yml")
    findings = checked.findings(checked.built(site, "site"))
    assert not [str(f.problem) for f in findings if f.severity == "error"]


def dated_fields(model: type[Record]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if re.search(r"PartialDate|datetime", str(field.annotation)):
            owner = next(
                c for c in reversed(model.__mro__) if name in getattr(c, "model_fields", ())
            )
            yield f"{owner.__name__}.{name}"
    for shape in shapes_of(model).values():
        if shape.record:
            yield from dated_fields(shape.record)


def test_every_field_that_holds_a_date_is_in_the_site() -> None:
    fields = {field for record in RECORDS for field in dated_fields(record)}
    assert len(fields) > 20
    text = "\n".join(SITE.values()).replace("from: DAY", "start: DAY")
    names = {field.partition(".")[2] for field in fields}
    assert not [name for name in names if not re.search(rf"\b{name}: (DAY|FULL)", text)]


def test_serve_shows_a_mistake_where_the_quote_that_has_expired_stood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", at(later(1)))
    folder = write(tmp_path / "author", "%Y-%m-%d")
    with (folder / "site_src/_data/testimonials.yml").open("a", encoding="utf-8") as quotes:
        quotes.write("torn: {text: Fine, consent: perhaps}\n")
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    page = (tmp_path / "site/testimonials/index.html").read_text(encoding="utf-8")
    assert "perhaps" in page


def test_a_page_of_other_days_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, build_site: Callable[..., Path]
) -> None:
    folder = write(tmp_path, "%Y-%m-%d")
    there = {}
    for days in (-1, 1):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", at(later(days)))
        site = build_site(folder)
        there[days] = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    gone = {"testimonials/index.html", "topics/trust/index.html", "projects/going/index.html"}
    assert there[-1] - there[1] == gone
    come = {"projects/dated/index.html", "posts/dated/index.html", "projects/coming/index.html"}
    assert there[1] - there[-1] >= come
