"""Values that are said to be secret: `password = "…"`, `API_KEY=…`, `--token …`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proofolio.checks.secrets import placeholders
from proofolio.checks.secrets.placeholders import has_both, is_placeholder, looks_random
from proofolio.checks.secrets.telling_names import Name, names_in


@dataclass(frozen=True)
class Finding:
    """Something that may not be published, and where in the text it begins."""

    rule: str
    value: str
    start: int
    name: str = ""
    """The name it is assigned to."""
    what: str = ""
    """What it is, as a message says it, where the rule does not tell."""


_OPERATOR = (
    r"(?P<operator>:=|<-|={1,2}|=>|:(?:\s{0,9}[A-Za-z_][\w.\[\]| ]{0,30}?\s{0,9}=)?"
    r"|,(?:\s{0,40}default\s{0,9}=)?)"
)
_PLAIN = r"(?P<value>[^\s\"'`(){}\[\],;<>]{6,1000})"
_QUOTED = re.compile(
    rf"[\"'\]]{{0,3}}\s{{0,40}}{_OPERATOR}\s{{0,40}}\(?\s{{0,40}}[rbufRBUF]{{0,2}}"
    r"(?P<quote>\"{3}|'{3}|[\"'`])(?P<value>[^\"'`\n]{4,1000}?)(?P=quote)"
)
_BARE = re.compile(
    r"[\"']?(?P<operator>[ \t]*[=:][ \t]*(?:[>|][+-]?\d?[ \t]*\r?\n[ \t]+)?|[ \t]+)"
    rf"{_PLAIN}[ \t]*(?:[ \t][#;][^\n]*)?\r?(?:\n|\Z)"
)
_FLOW = re.compile(rf"[\"']?\s{{0,9}}:\s{{1,9}}{_PLAIN}\s{{0,40}}[,}}]")
_SIGN = re.compile(r"=(?P<value>[^\s\"'`(){}\[\],;<>&\\]{6,1000})")
_OPTION = re.compile(r"(?:=|[ \t]+)(?P<quote>[\"']?)(?P<value>[^\s\"'<>{}$]{4,1000})")
_FIELD = re.compile(r"\s?:\s?(?P<value>[A-Za-z0-9._~+/=-]{8,1000})(?=[\"'\s])")
_QUERY = re.compile(r"=(?P<value>[\w%~.-]{8,1000})")

_LINE = re.compile(r"[ \t>*|-]*(?P<before>(?:export|setx?|env|%env|%set_env|ENV)[ \t]+)?[\w.-]*\Z")
_GIVEN = re.compile(r"(?:environ\.get|getenv|setdefault|setenv|set_env|putenv)\([\"'][\w-]*\Z")
_IN_FLOW = re.compile(r"[{,]\s*[\"']?[\w-]*\Z")
# In a call the names are separated by commas, and what follows is another name.
_IN_OPTION = re.compile(r"--[\w-]*\Z")
_CONNECTION = re.compile(r"(?:;\s*|=[\w.@-]+ |\")\w*\Z")
_SETTINGS = re.compile(
    r"(?im)^[ \t]*(?:\[[\w .:-]+\]|(?:\w{0,20}user(?:name)?|login|host|server|database|db|port|uid)"
    r"[ \t]*[:=][ \t]*[^\s\"'()]+)[ \t]*$"
)


def find_passwords(text: str) -> Iterator[Finding]:
    """Every value that its name says is secret."""
    for name in names_in(text):
        for read in (_quoted, _bare, _in_flow, _in_shell, _in_connection, _option, _field, _query):
            match = read(name)
            if match and match["value"]:
                yield Finding("password", match["value"], match.start("value"), name.whole)
                break


Found = re.Match[str] | None


def _if(match: Found, is_secret: Callable[[re.Match[str]], bool]) -> Found:
    return match if match and is_secret(match) else None


def _quoted(name: Name) -> Found:
    return _if(_QUOTED.match(name.text, name.end), lambda match: _is_quoted_secret(name, match))


def _is_quoted_secret(name: Name, match: re.Match[str]) -> bool:
    value, operator = match["value"].strip(), match["operator"].strip()
    if _is_none(name, value):
        return False
    if operator.startswith(","):
        given = _GIVEN.search(name.before)
        return looks_random(value) or bool(given and _is_long(name, value, 6))
    if " " in value:
        return name.is_password and operator == "=" and value[-1] not in ".:!?"
    return name.is_password or _is_long(name, value, 8)


def _bare(name: Name) -> Found:
    """A line that says nothing else."""
    line = _LINE.match(name.line)
    match = _BARE.match(name.text, name.end)
    if not line or not match or _is_none(name, match["value"]):
        return None
    value, operator = match["value"], match["operator"]
    if not operator.strip() and not line["before"]:
        return None
    # Without quotes it may be another name in code: `password = settings.password1`.
    is_name = re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", value)
    if is_name and "." in value:
        return match if looks_random(value) else None
    if is_name and operator.strip() == "=" and " " in operator and not _in_settings(name):
        return match if looks_random(value) else None
    return match if _is_long(name, value, 6) and has_both(value) else None


def _in_settings(name: Name) -> bool:
    """Whether the lines around are settings, in which nothing is in quotation marks."""
    around = name.text[max(0, name.start - 300) : name.end + 300]
    return bool(_SETTINGS.search(around))


def _in_flow(name: Name) -> Found:
    match = _FLOW.match(name.text, name.end) if _IN_FLOW.search(name.before) else None
    return _if(match, lambda match: _is_typed(name, match["value"]))


def _is_typed(name: Name, value: str) -> bool:
    is_variable = re.search(r"(?i)pass|pw|key|tok|secret|auth|cred|conf|env|\.", value)
    return not is_variable and not _is_none(name, value) and _is_long(name, value, 6)


def _in_shell(name: Name) -> Found:
    """`PGPASSWORD=… psql`: capitals without spaces."""
    is_loud = name.word.isupper() and not re.search(r"[a-z]\w*\Z", name.before)
    return _if(
        _SIGN.match(name.text, name.end) if is_loud else None, lambda match: _is_value(name, match)
    )


def _in_connection(name: Name) -> Found:
    match = _SIGN.match(name.text, name.end) if name.is_password else None
    is_one = match and (
        _CONNECTION.search(name.before) or re.match(r" \w+=[\w.]", name.text[match.end() :][:20])
    )
    return _if(match if is_one else None, lambda match: _is_value(name, match))


def _option(name: Name) -> Found:
    """An option of a command: `--password …`."""
    match = _OPTION.match(name.text, name.end) if _IN_OPTION.search(name.before) else None
    if match and match["quote"] and name.is_password:
        return None if _is_none(name, match["value"]) else match
    return _if(match, lambda match: _is_value(name, match))


def _field(name: Name) -> Found:
    """A header of a request: `'x-api-key: …'`."""
    is_one = name.is_secret and re.search(r"[\"' ](?:[xX]-)?[\w-]*\Z", name.before)
    return _if(
        _FIELD.match(name.text, name.end) if is_one else None, lambda match: _is_value(name, match)
    )


def _query(name: Name) -> Found:
    is_one = re.search(r"[?&][\w-]*\Z", name.before)
    return _if(
        _QUERY.match(name.text, name.end) if is_one else None, lambda match: _is_value(name, match)
    )


def _is_value(name: Name, match: re.Match[str]) -> bool:
    value = match["value"]
    return not _is_none(name, value) and _is_long(name, value, 6) and has_both(value)


def _is_long(name: Name, value: str, least: int) -> bool:
    """Whether a value is such as its name would have it."""
    if name.is_password:
        return has_both(value) and len(value) >= least
    if name.is_secret:
        return (has_both(value) and len(value) >= 8) or _is_jumble(value)
    return looks_random(value)


def _is_jumble(value: str) -> bool:
    """Capitals and small letters without a word's order or a space between."""
    return len(value) > 24 and len(re.findall("[a-z][A-Z]", value)) >= len(value) / 8


def _is_none(name: Name, value: str) -> bool:
    """Whether a value is no secret, whatever its name says."""
    if is_placeholder(value) or placeholders.is_path(value) or placeholders.is_public(value):
        return True
    # What is no key might be a password.
    return not name.is_password and (
        name.is_harmless
        or is_placeholder(re.sub(r"\d+", "", value) or "x")
        or placeholders.is_words(value)
        or placeholders.is_sample(value)
        or placeholders.is_sample_token(value)
    )
