"""`proofolio check`: what is worth mending before a prospect looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from proofolio.commands import UNUSABLE, settings_option, show_trace, verbose_option

if TYPE_CHECKING:
    from proofolio.checks.findings import Finding
    from proofolio.model.record import Entry

PATIENCE_SECONDS = 1.0
"""After which a person wants to see that something goes on."""

STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan"},
    "bold": {"bold": True},
    "dim": {"dim": True},
}

FAILED = 1


@click.command(name="check")
@settings_option
@verbose_option
@click.option(
    "--built",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Look at a built site as well, such as site/.",
)
@click.option("--strict", is_flag=True, help="Fail at warnings, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For people, programs, or as annotations of a pull request.",
)
@click.option("--only", default="", metavar="IDS", help="Such as OUT,LNK-001: only these checks.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every finding, not the first five; of hundreds, some.",
)
@click.option("--online", is_flag=True, help="Ask other hosts whether links still answer.")
@click.option(
    "--seconds", default=60.0, show_default=True, help="How long --online may take altogether."
)
@click.option(
    "--as",
    "reader",
    type=click.Choice(["visitor", "prospect"]),
    help="Say what a visitor finds out, in how many taps, and the next edit; builds the site.",
)
@click.option("--niche", default="", metavar="ID", help="With --as: from its page on.")
@click.option("--explain", default="", metavar="ID", help="Say what a check is about, and stop.")
def check(
    config_file: Path,
    built: Path | None,
    strict: bool,
    form: str,
    only: str,
    everything: bool,
    online: bool,
    seconds: float,
    reader: str | None,
    niche: str,
    explain: str,
) -> None:
    """Say what is weak, stale or dangerous: consent, leaks, evidence and links first.

    Exits with 1 where something may not be published and cannot be left out (with --strict: at
    warnings), with 2 where it could not look.
    """
    from proofolio.checks.report import as_github, as_json, as_text

    if explain:
        _explain(explain)
        return
    if reader:
        sys.exit(_as_reader(reader, config_file, built, niche, form))
    wanted = _wanted(only)
    findings, entries, shown = _look(config_file, built, seconds if online else None)
    findings = [f for f in findings if f.check.id in wanted]
    if form == "json":
        click.echo(as_json(findings, entries))
    elif form == "github":
        if findings:
            click.echo(as_github(findings))
    else:
        click.echo(as_text(findings, entries, everything=everything, style=_styled))
        for line in shown:
            click.echo(_styled(line, "dim"))
    for finding in findings:
        show_trace(finding.problem.trace)
    sys.exit(FAILED if _fails(findings, strict) else 0)


def _look(
    settings: Path, built: Path | None, seconds: float | None
) -> tuple[list[Finding], int, list[str]]:
    """All findings, how many entries were looked at, and what notebooks show already."""
    from proofolio.adapters.mkdocs.check import read_site
    from proofolio.problems import ContentError

    try:
        checked = read_site(settings, _with_bar)
    except ContentError as error:
        _give_up(str(error))
    extra = list(checked.built(built, built.as_posix())) if built else []
    if seconds is not None:
        extra += checked.online(seconds)
    entries = len(checked.loaded.records.entries)
    return list(checked.findings(extra)), entries, list(checked.shown())


def _as_reader(reader: str, settings: Path, built: Path | None, niche: str, form: str) -> int:
    """Print what a visitor finds out; gives the code to exit with."""
    from proofolio.adapters.mkdocs.check import built_site, read_site
    from proofolio.checks.prospect import next_edit
    from proofolio.checks.prospect_report import as_json, as_text
    from proofolio.problems import ContentError

    try:
        checked = read_site(settings, _with_bar)
        with nullcontext(built) if built else built_site(settings) as folder:
            is_visitor = reader == "visitor" and not niche
            answers = checked.visitor(folder) if is_visitor else checked.prospect(folder, niche)
    except ContentError as error:
        _give_up(str(error))
    start = f"services/{niche}/" if niche else ""
    edit = next_edit(answers) or _first_fix(checked.findings())
    told = as_json(answers, start, edit) if form == "json" else ""
    click.echo(told or as_text(answers, start, edit, _styled, reader))
    return FAILED if any(answer.taps is None for answer in answers) else 0


def _first_fix(findings: Sequence[Finding]) -> str:
    """How to mend the most worthwhile finding, where it is more than a hint."""
    first = next((f for f in findings if f.severity != "info"), None)
    if first is None:
        return ""
    return f"{first.check.fix} ({first.problem.path}: {first.check.id})"


def _fails(findings: Sequence[Finding], strict: bool) -> bool:
    return any(f.stops or (strict and f.severity != "info") for f in findings)


def _wanted(only: str) -> frozenset[str]:
    """Ids of the checks that were asked for: single ones and whole families."""
    from proofolio.checks.catalogue import all_checks

    known = all_checks()
    asked = [word.strip().upper() for word in only.split(",") if word.strip()]
    wanted = {
        id for id, check in known.items() if not asked or id in asked or check.family in asked
    }
    unknown = [w for w in asked if w not in known and w not in {c.family for c in known.values()}]
    if unknown:
        raise click.BadParameter(f'there is no check "{unknown[0]}".', param_hint="--only")
    return frozenset(wanted)


def _explain(id: str) -> None:
    from proofolio.checks.catalogue import all_checks
    from proofolio.checks.report import explain

    found = all_checks().get(id.strip().upper())
    if found is None:
        raise click.BadParameter(f'there is no check "{id}".', param_hint="--explain")
    click.echo(explain(found, _styled))


def _with_bar(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries one by one; where it takes long, a bar says how far it is."""
    begun = time.monotonic()
    bar: Any = None
    for number, entry in enumerate(entries):
        if bar is None and time.monotonic() - begun > PATIENCE_SECONDS:
            bar = click.progressbar(
                length=len(entries),
                label="Reading",
                file=sys.stderr,
                hidden=not sys.stderr.isatty(),
            )
            bar.update(number)
        yield entry
        if bar is not None:
            bar.update(1)
    if bar is not None:
        bar.render_finish()


def _styled(text: str, manner: str) -> str:
    return click.style(text, **STYLES[manner])


def _give_up(text: str) -> NoReturn:
    click.echo(f"Error: {text}", err=True)
    sys.exit(UNUSABLE)
