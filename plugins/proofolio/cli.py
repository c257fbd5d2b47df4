"""The command `proofolio`."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from secrets import token_hex

import click

from proofolio.check_command import check
from proofolio.commands import Commands, settings_option, verbose_option
from proofolio.installed import MADE, Origin, find_origin
from proofolio.reproduce_command import reproduce
from proofolio.version import shown_version

NAME = '"Robin Example"'
AUTHORITY = '"robin.example"'
GOALS = ("clients", "job", "research", "learning")
"""What a site can be for; written again here, as the model takes long to load."""
CONTENT = ("posts", "projects", "site_src")
NOTEBOOK = ("projects", "promised-days.ipynb")
OF_SERVICES = ("  - proofolio/services\n", '    "services: [delivery-review]\\n",\n')
"""Lines of settings and notebook that belong to services."""
NEXT_STEPS = """\
Wrote {count} files to {folder}.

  cd {folder}
  mkdocs serve

Then replace the invented content, file by file: begin with site_src/_data/profile.yml,
and with `site_name` in mkdocs.yml. `proofolio check` says what is left of it,
and what is worth mending before anybody looks.
"""
NOWHERE = "# proofolio @ git+https://HOST/OWNER/proofolio@COMMIT"
VENDORED = """
No other machine can reach the proofolio that wrote this, so a copy lies in vendor/, and
requirements.txt names it. Commit both.
"""
UNKNOWN = """
Where this proofolio came from is not known: write into requirements.txt where others get it.
"""


def _say_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"proofolio, version {shown_version()}")
        context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version and exit.",
)
def main() -> None:
    """A portfolio site where every claim is one click from its proof."""


@main.command()
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default="Robin Example", help="Your name, as the site shows it.")
@click.option(
    "--goal",
    type=click.Choice(GOALS),
    default="clients",
    show_default=True,
    help="What the site is for; each has an example of its own.",
)
def new(path: Path, name: str, goal: str) -> None:
    """Write a small, complete site to PATH, a new or empty folder."""
    if not name.strip() or any(unicodedata.category(letter) == "Cc" for letter in name):
        raise click.BadParameter("write a name on one line.", param_hint="--name")
    if path.is_dir() and any(entry.name != ".git" for entry in path.iterdir()):
        raise click.BadParameter(
            f'"{path}" is not empty. Name a new folder; nothing was written.', param_hint="PATH"
        )
    origin = find_origin()
    # Two sites with one authority would give their entries the same ids in feed readers.
    written = {AUTHORITY: _quoted(token_hex(8)), NAME: _quoted(name)}
    try:
        count = _write_example(goal, path, written)
        count += _write_origin(origin, path)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
    click.echo(NEXT_STEPS.format(count=count, folder=path), nl=False)
    if origin is None or origin.wheel:
        click.echo(VENDORED if origin else UNKNOWN, nl=False)


def _quoted(text: str) -> str:
    """The text in double quotes, which is right in YAML whatever it holds."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _write_origin(origin: Origin | None, site: Path) -> int:
    """How many files were added so that the deploy installs the proofolio that wrote the site."""
    requirements = site / "requirements.txt"
    about = requirements.read_text(encoding="utf-8")
    line = origin.line if origin else NOWHERE
    requirements.write_text(f"{about}{line}\n", encoding="utf-8", newline="\n")
    if origin is None or origin.wheel is None:
        return 0
    name, content = origin.wheel
    (site / "vendor").mkdir()
    (site / "vendor" / name).write_bytes(content)
    return 1


def _write_example(goal: str, path: Path, written: Mapping[str, str]) -> int:
    """How many files were written of the example for a goal.

    All share the settings, the workflow and a notebook; only clients are offered services.
    """
    package = resources.files("proofolio")
    scaffold = package / "scaffold"
    if goal == "clients":
        return _write(scaffold, path, written)
    without = {**written, **dict.fromkeys(OF_SERVICES, "")}
    count = _write(scaffold, path, without, skip=CONTENT)
    count += _write(package / "examples" / goal, path, without)
    return count + _write_file(scaffold.joinpath(*NOTEBOOK), path.joinpath(*NOTEBOOK), without)


def _write(
    source: Traversable, target: Path, written: Mapping[str, str], skip: Collection[str] = ()
) -> int:
    """How many files were copied from `source`, with what is the author's own in them."""
    target.mkdir(parents=True, exist_ok=True)
    count = 0
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name in MADE or entry.name in skip:
                continue
            count += _write(entry, target / entry.name, written)
            continue
        count += _write_file(entry, target / entry.name, written)
    return count


def _write_file(entry: Traversable, target: Path, written: Mapping[str, str]) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = entry.read_text(encoding="utf-8")
    for placeholder, own in written.items():
        text = text.replace(placeholder, own)
    target.write_text(text, encoding="utf-8", newline="\n")
    return 1


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


@main.command()
@settings_option
@verbose_option
@click.option("--language", "languages", multiple=True, help="A language, as its tag: sl, pt-BR.")
@click.option("--missing", is_flag=True, help="Only print the words that stay English.")
def words(config_file: Path, languages: tuple[str, ...], missing: bool) -> None:
    """Write _data/words.yml: every word of the interface, for you to say your way."""
    from proofolio.adapters.mkdocs.words_list import list_missing, write_words
    from proofolio.problems import ContentError

    try:
        if missing:
            click.echo(list_missing(config_file, languages) or "No word is missing.\n", nl=False)
            return
        path, count = write_words(config_file, languages)
    except ContentError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
    click.echo(f"Wrote {count} words to {path}. Say those that you like, and delete the rest.")


main.add_command(check)
main.add_command(reproduce)
