"""Writes docs/checks.md from the catalogue of checks: `python docs/make_checks.py`.

The tests compare the file with what this makes, so a new check cannot be forgotten there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from proofolio.checks.catalogue import Check, all_checks, families

HEAD = """\
# Checks

`proofolio check` reads your sources the way a build does and says what is weak, stale or
dangerous, before a prospect looks. It changes nothing, asks no other host, and runs in seconds. The
most worthwhile comes first.

```bash
proofolio check                    # the five findings to mend first
proofolio check --all              # every finding, with every place
proofolio check --built site/      # a built site as well: links, titles, what must not be in it
proofolio check --only OUT,LNK     # families or single checks
proofolio check --online           # asks other hosts whether links still answer (a minute)
proofolio check --explain OUT-007  # what a check is about
proofolio check --as visitor       # the five questions of a visitor, and what your site answers
proofolio proof                    # every claim with its proof, and the gaps
```

An **error** is what would be dangerous or unlawful to publish: a secret, a confidential name, words
without consent, private data, a withheld number. Nothing else is one. A **warning** is a mistake,
or something weak; a **hint** would make the site better.

It ends with 1 where there is an error (with `--strict`: or a warning), with 2 where it could not
look at all, else with 0. One error counts with `--strict` only: TST-011, since what holds those
words is left out of the site already. `--format json` is for programs; `--format github` makes
annotations at the lines of a pull request, and the workflow that publishes the site runs it before
the build: an error stops the [deploy](deploy.md#what-stops-a-deploy), warnings are shown beside it.
On one day the same content gives the same output. `--built` looks at a site where its own pages say
that it stands, whatever `SITE_URL` is by then.

Whatever a build would say is among the findings, in the same words. What is alike is told once with
its places, and what one check finds in a notebook stands under its name. Of many hundreds `--all`
shows 400 lines and says so; `--only` narrows them, and `--format json` and `github` have every one.

What an entry lacks is told in proportion to what is there: a project of five lines brings two
findings at most, and the next ones once it has grown. Mistakes are told all.

A check that is new is a hint until the next minor version, and says so; so a site that passed
yesterday passes after an upgrade. Only what would be dangerous to publish is an error at once.

## As a visitor

`proofolio check --as visitor` walks the built site as a visitor with ninety seconds does, and asks
what the visitor of its [goal](content.md#what-the-site-is-for) asks. A client: *what do you do, for
whom, did it work, who says so, how do I reach you* (also `--as prospect`, whatever the goal). Who
hires: *what have you done, at which level, is it true, are you free and when, where is your CV*. A
peer: *what do you work on, what is new, where are paper, code and data, how do I cite you, how do
I reach you*. Who meets a learner: *what do you do, what have you made, how, what do you want
next, how do I reach you*. For each it tells the answer that a
page gives, in how many taps from the home page, at which address, and where it can be verified, or
that it is missing; and at the end the next edit that would help most. `--niche energy` starts at
the page of that niche. Without `--built` the site is built for it, to a folder that is gone
afterwards.

## Exceptions

What is right as it is goes into `checks.yml` beside `mkdocs.yml`, with a reason and, best, an end:

```yaml
- check: CNT-005
  item: project:churn          # an entry, or a file; * stands for anything in a path
  reason: The client asked for the short form.
  until: 2027-06-01            # told again from this day on; may be left out
```

An exception that has ended, or that finds nothing any more, is a finding itself. Errors about
consent, confidential clients and secrets (`TST`, `NDA`, `SEC`) cannot be passed over.

## All checks
"""

WORDS = {"error": "error", "warning": "warning", "info": "hint"}


def make_checks() -> str:
    """The whole page."""
    parts = [HEAD]
    for family, name in sorted(families().items(), key=_first_place):
        parts += ["", f"### {name}", *_family(family)]
    return "\n".join(parts) + "\n"


def _first_place(family: tuple[str, str]) -> int:
    return min(check.place for check in all_checks().values() if check.family == family[0])


def _family(family: str) -> Iterator[str]:
    checks = [check for check in all_checks().values() if check.family == family]
    for check in sorted(checks, key=lambda check: check.id):
        yield from ("", *_entry(check))


def _entry(check: Check) -> Iterator[str]:
    yield f"#### {check.id}"
    yield ""
    new = f", new in {max(check.since.values())}" if len(check.since) == len(check.codes) else ""
    word = f"{WORDS[check.severity]}{new}"
    yield f"**{check.title}** ({word}). {check.why} *Mend it:* {check.fix}"


if __name__ == "__main__":
    page = Path(__file__).with_name("checks.md")
    page.write_text(make_checks(), encoding="utf-8", newline="\n")
