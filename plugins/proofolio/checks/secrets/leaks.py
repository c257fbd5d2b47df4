"""Keys, passwords and private things in what is about to be published."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from proofolio.checks.secrets.leak_rules import (
    HOME_IN_JSON,
    find_addresses,
    find_homes,
    find_keys,
    find_secrets,
    is_somebody,
)
from proofolio.checks.secrets.passwords import Finding
from proofolio.checks.texts.file_texts import Texts, texts_of
from proofolio.checks.texts.leak_texts import Place, places_of
from proofolio.checks.texts.picture_texts import says_where
from proofolio.checks.texts.written_ways import joined, readings
from proofolio.problems import Level, Problem

SECRETS = {
    "anthropic-key": "an Anthropic key",
    "aws-key": "an AWS key",
    "azure-key": "an Azure key",
    "github-token": "a GitHub token",
    "google-key": "a Google key",
    "huggingface-token": "a Hugging Face token",
    "jwt": "a signed token (JWT)",
    "openai-key": "an OpenAI key",
    "password": "a password",
    "private-key": "a private key",
    "service-key": "the key of a service",
    "slack-token": "a Slack token",
    "url-password": "an address with a password",
}
"""Rules whose findings may never be published, and what they find."""
PUBLIC_TOKEN = "public-token"
"""The rule of what everybody may see."""

LARGEST = 1_000_000
"""Letters of a file beyond which nobody has typed it, and only keys are looked for."""
LONGEST = 4_000
"""The same of a line."""
_WHY = '"why it may be published"'
_MAY_BE_HOME = re.compile(rb"/home/|[Uu](?:sers|SERS)[\\/]|[Ss]ettings[\\/]")


@dataclass(frozen=True)
class Secret:
    """A secret in a text, and what to say about it."""

    rule: str
    value: str
    problem: Problem

    @property
    def is_public(self) -> bool:
        """Whether it is a token that is made to be seen, and so is only told."""
        return self.rule == PUBLIC_TOKEN


def find_leaks(
    source: bytes, path: str, own_addresses: Collection[str], allowed: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Everything in a notebook that gives something away, one problem for each cell and value.

    `allowed` are the rules that the author has switched off for it. The whole file is looked at,
    hidden cells and metadata as well, for it can be downloaded.
    """
    own = frozenset(address.casefold() for address in own_addresses)
    found: dict[tuple[str, str, str], Problem] = {}
    for place in places_of(source):
        where = "metadata" if place.cell is None else f"cell {place.cell}"
        for finding in _in_place(place, own):
            if finding.rule not in allowed:
                key = (where, finding.rule, _masked(finding))
                found.setdefault(key, _problem(finding, path, field=where))
    return tuple(found.values())


def find_secrets_in_file(texts: Texts, path: str) -> tuple[Secret, ...]:
    """Every secret in the texts of one file that is published as it is, or that somebody typed.

    Tokens made to be public are among them. Addresses and folders in it are meant to be there,
    unlike those that a program put out.
    """
    found: dict[tuple[str, str], Secret] = {}
    for text in texts:
        where = "" if text.is_file else text.where
        for secret in find_secrets_in_text(text.text, path, where):
            found.setdefault((secret.rule, secret.value), secret)
    values = [value for _, value in found]
    return tuple(_in_named_file(secret, values) for secret in found.values())


def find_secrets_in_text(text: str, path: str, where: str = "") -> tuple[Secret, ...]:
    """Every secret in a text, with its line if the text is a whole file and not `where` in one."""
    found: dict[tuple[str, str], Secret] = {}
    allow = f"write `allow_leaks: {{{path}: {{%s: {_WHY}}}}}` under `proofolio/portfolio`"
    for start, finding in _findings(text):
        key = (finding.rule, finding.value)
        if finding.rule in (*SECRETS, PUBLIC_TOKEN) and key not in found:
            line = None if where else _line_of(finding, text, start)
            problem = _problem(finding, path, line, where, allow % finding.rule)
            found[key] = Secret(finding.rule, finding.value, problem)
    return tuple(found.values())


def find_keys_in_output(
    texts: Texts, name: str, passed: Collection[str], seen: set[int]
) -> Iterator[Problem]:
    """Every key in a file of the finished site, wherever it came from, but for `passed` rules.

    `seen` are lines that were looked at before: pages have most of theirs in common.
    """
    found: dict[str, Finding] = {}
    for text in texts:
        lines = [line for line in text.text.split("\n") if hash(line) not in seen]
        seen.update(map(hash, lines))
        for finding in find_keys("\n".join(lines)):
            if finding.rule in SECRETS and finding.rule not in passed:
                found.setdefault(finding.value, finding)
    for finding in found.values():
        said = (
            f"this looks like {SECRETS[finding.rule]}: `{_masked(finding)}` (rule {finding.rule}),"
            " and stands in no source that was looked at. Revoke it first, where it was made; then"
            " take it out of what puts it there: a file that is included, a variable, a plugin."
        )
        path = f"/{name}".replace(finding.value, "…")
        yield Problem(finding.rule, said, path, level=Level.DANGER)


def _findings(text: str) -> Iterator[tuple[int, Finding]]:
    """What is found, and where the part of the text begins that holds it."""
    typed, made = _typed(text)
    for reading in readings(typed):
        yield from ((0, finding) for finding in find_secrets(reading))
    for part in made:
        yield from ((text.find(part), finding) for finding in _in_made(part))


def _line_of(finding: Finding, text: str, start: int) -> int:
    """Where a value begins; it may stand in pieces, and with escapes."""
    for size in (len(finding.value), 12, 4):
        at = text.find(finding.value[:size], start)
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return text.count("\n", 0, start) + 1


def _in_named_file(secret: Secret, values: Iterable[str]) -> Secret:
    """The same, where a secret stands in the name of its file, without that name."""
    problem = secret.problem
    for value in values if not secret.is_public else ():
        text, path = problem.text.replace(value, "…"), problem.path.replace(value, "…")
        problem = replace(problem, path=path, text=text)
    return replace(secret, problem=problem)


def redact_homes(source: bytes) -> bytes:
    """The notebook with `~` for every home folder, and otherwise byte for byte as it was."""
    # Most of a notebook is lines of pictures, which take long to search.
    lines = source.split(b"\n")
    for number, line in enumerate(lines):
        if _MAY_BE_HOME.search(line):
            lines[number] = _redacted(line)
    return b"\n".join(lines)


def _redacted(line: bytes) -> bytes:
    text = line.decode("utf-8", errors="surrogateescape")
    text = HOME_IN_JSON.sub(lambda match: "~" if is_somebody(match) else match.group(), text)
    return text.encode("utf-8", errors="surrogateescape")


def _in_place(place: Place, own: Collection[str]) -> Iterator[Finding]:
    # One text for a cell: most have many short ones, and each search has its price.
    for reading in readings("\n\n".join(place.texts)):
        yield from find_secrets(reading)
        yield from find_homes(reading)
        for finding in find_addresses(reading):
            if finding.value.casefold() not in own:
                yield finding
    for blob in place.blobs:
        for text in texts_of("", blob):
            yield from find_keys(text.text)
        if says_where(blob):
            yield Finding("gps", "", 0)


@lru_cache(maxsize=8)
def _in_made(text: str) -> tuple[Finding, ...]:
    """The keys in what a program has made: its words name passwords by chance.

    The same library may be in many files.
    """
    found: list[Finding] = []
    for reading in readings(text):
        found += find_keys(reading)
    return (*found, *find_keys(joined(reading)))


def _typed(text: str) -> tuple[str, list[str]]:
    """The part of a text that somebody may have typed, and those that a program has made."""
    if len(text) > LARGEST:
        return "", [text]
    lines = text.split("\n")
    made = [line for line in lines if len(line) > LONGEST]
    return "\n".join(line for line in lines if len(line) <= LONGEST) if made else text, made


def _masked(finding: Finding) -> str:
    """What is shown of a value: enough to find it, too little to use it."""
    if finding.rule == "email":
        name, _, domain = finding.value.partition("@")
        return f"{name[0]}…@{domain[0]}….{domain.rpartition('.')[2]}"
    if finding.rule == "home":
        end = max(finding.value.rfind("/"), finding.value.rfind("\\"))
        return f"{finding.value[: end + 2]}…"
    if finding.rule == "password":
        return f"{finding.name} = …"
    if finding.rule == "url-password":
        return f"{finding.value.partition('://')[0]}://…"
    if finding.rule == PUBLIC_TOKEN:
        return (
            finding.value
            if len(finding.value) < 20
            else f"{finding.value[:12]}…{finding.value[-4:]}"
        )
    return f"{finding.value[:4]}…"


def _problem(
    finding: Finding, path: str, line: int | None = None, field: str = "", allow: str = ""
) -> Problem:
    rule, shown = finding.rule, _masked(finding)
    allow = allow or f"write `notebook: {{allow_leaks: {{{rule}: {_WHY}}}}}`"
    if rule in SECRETS:
        mend = "take it out of the text" if line else "clear the output, or take it out of the text"
        text = (
            f"this looks like {finding.what or SECRETS[rule]}: `{shown}` (rule {rule}). Revoke it"
            f" first, where it was made, for it may be known already; then {mend}, and save. If it"
            f" is none, {allow}."
        )
        return Problem(rule, text, path, line, field, Level.DANGER)
    text = {
        "home": f"`{shown}` names your home folder (rule home). Write"
        f" `notebook: {{redact_home: true}}` to publish it as `~`, or {allow}.",
        "email": f"`{shown}` is an e-mail address that is not yours (rule email). Take it out, or"
        f" {allow}.",
        PUBLIC_TOKEN: f"`{shown}` is {finding.what}, made to be public. See that its settings name"
        " your site as the only place it works from. To be told no more, let it pass in"
        " `allow_leaks` with a reason (rule public-token).",
        "gps": "a picture says where it was taken (rule gps). Take its metadata out"
        f" (`exiftool -all=`) and put it in again, or {allow}.",
    }[rule]
    level = Level.NOTE if rule == PUBLIC_TOKEN else Level.PROBLEM
    return Problem(f"leaked-{rule}", text, path, line, field, level)
