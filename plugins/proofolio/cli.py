"""The command `proofolio`."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from secrets import token_hex

import click

from proofolio import __version__
from proofolio.check_command import check
from proofolio.commands import Commands, settings_option, verbose_option

NAME = '"Robin Example"'
AUTHORITY = '"robin.example"'
NEXT_STEPS = """\
Wrote {count} files to {folder}.

  cd {folder}
  mkdocs serve

Then replace the invented content, file by file: begin with site_src/_data/profile.yml,
and with `site_name` in mkdocs.yml. `proofolio check` says what is left of it,
and what is worth mending before anybody looks.
"""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="proofolio")
def main() -> None:
    """A portfolio site where every claim is one click from its proof."""


@main.command()
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="Robin Example", help="Your name, as the site shows it.")
def new(path: Path, name: str) -> None:
    """Write a small, complete site to PATH, a new or empty folder."""
    if not name.strip() or any(unicodedata.category(letter) == "Cc" for letter in name):
        raise click.BadParameter("write a name on one line.", param_hint="--name")
    if path.is_dir() and any(entry.name != ".git" for entry in path.iterdir()):
        raise click.BadParameter(
            f'"{path}" is not empty. Name a new folder; nothing was written.', param_hint="PATH"
        )
    # Two sites with one authority would give their entries the same ids in feed readers.
    written = {AUTHORITY: _quoted(token_hex(8)), NAME: _quoted(name)}
    try:
        count = _write(resources.files("proofolio") / "scaffold", path, written)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
    click.echo(NEXT_STEPS.format(count=count, folder=path))


def _quoted(text: str) -> str:
    """The text in double quotes, which is right in YAML whatever it holds."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _requirement() -> str:
    """The line that installs this same proofolio elsewhere: its Git address, or its version."""
    origin = metadata.distribution("proofolio").read_text("direct_url.json")
    source = json.loads(origin) if origin else {}
    commit = source.get("vcs_info", {}).get("commit_id")
    if commit and source["url"].startswith("https://"):
        return f"proofolio @ git+{source['url']}@{commit}"
    return f"proofolio~={__version__}"


def _write(source: Traversable, target: Path, written: Mapping[str, str]) -> int:
    """How many files were copied from `source`, with what is the author's own in them."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            count += _write(entry, target / entry.name, written)
            continue
        text = entry.read_text(encoding="utf-8")
        for placeholder, own in written.items():
            text = text.replace(placeholder, own)
        if entry.name == "requirements.txt":
            text = text.replace("proofolio\n", f"{_requirement()}\n")
        (target / entry.name).write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


@main.command(name="feed-ids")
@settings_option
@verbose_option
@click.option("--accept", is_flag=True, help="Write also where known entries have new ids.")
def feed_ids(config_file: Path, accept: bool) -> None:
    """Write feed-ids.yml, by which a build notices that readers would see old entries as new."""
    from proofolio.adapters.mkdocs.feed_ids import write_feed_ids
    from proofolio.problems import ContentError

    try:
        path, count = write_feed_ids(config_file, accept=accept)
    except ContentError as error:
        raise click.ClickException(f"nothing was written.\n{error}") from error
    click.echo(f"Wrote the ids of {count} entries to {path}. Commit it.")


@main.command()
@settings_option
@verbose_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def proof(config_file: Path, form: str) -> None:
    """Say for each claim what backs it, how strongly, what is lacking and what to do."""
    from proofolio.adapters.mkdocs.proof import claims_of
    from proofolio.checks.proof_table import json_table, text_table
    from proofolio.problems import ContentError

    try:
        claims = claims_of(config_file)
    except ContentError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json_table(claims) if form == "json" else text_table(claims), nl=False)


main.add_command(check)
