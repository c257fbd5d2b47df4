"""Values that are said to be passwords: `password = "…"`, `API_KEY=…`, `Bearer …`."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that may not be published, and where in the text it begins."""

    rule: str
    value: str
    start: int
    name: str = ""
    """The name it is assigned to."""


_PASSWORD = r"passw(?:or)?d|passphrase|pwd|(?<![A-Za-z])(?:pass|pw)(?![A-Za-z])"
_SECRET = (
    r"secret(?:[_-]?access)?(?:[_-]?key)?"
    r"|(?:api|access|private|account|auth|encryption|subscription|master|storage)[_-]?key"
    r"|(?:auth|access|api|bearer|refresh|secret|session|bot|id)[_-]?token"
)
_MAYBE = r"token|key|auth|credentials?|signature"
_NAME = (
    rf"(?P<name>(?P<password>{_PASSWORD})|(?P<secret>{_SECRET})|{_MAYBE})"
    r"(?:[_-]?(?:\d+|prod|dev|live|test|value|str|string))?"
)
_OPERATOR = r"(?P<operator>:=|={1,2}|=>|:(?:\s*[A-Za-z_][\w.\[\]| ]{0,30}?\s*=)?|,)"
_QUOTED = re.compile(
    rf"{_NAME}[\"'\]]{{0,3}}\s*{_OPERATOR}\s*[rbufRBUF]{{0,2}}"
    r"(?P<quote>\"{3}|'{3}|[\"'])(?P<value>[^\"'\n]{4,400}?)(?P=quote)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^[ \t>*-]*(?P<before>(?:export|set|setx|env|%env|%set_env|ENV)[ \t]+)?[\w.-]*?{_NAME}"
    r"(?P<operator>[ \t]*[=:][ \t]*|[ \t]+)(?P<value>[^\s\"'(){}\[\],;<>]{6,400})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ENVIRONMENT = re.compile(
    r"(?<![A-Za-z0-9_])(?P<name>[A-Z0-9_]*(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|KEY))="
    r"(?P<value>[^\s\"'(){}\[\],;<>&\\]{6,400})"
)
# In a call the names are separated by commas, and what follows is another name.
_CONNECTION = re.compile(
    r"(?:;\s*|=[\w.@-]+ )(?P<name>(?i:password|passwd|pwd))="
    r"(?P<value>[^\s\"'(){}\[\],;<>&\\]{6,400})"
)
_PAIR = re.compile(
    r"(?i:auth\s*=\s*|BasicAuth)\(\s*[\"'][^\"'\n]+[\"']\s*,\s*(?P<q>[\"'])(?P<value>[^\"'\n]{4,})(?P=q)"
)
_OPTION = re.compile(
    r"--(?:password|passwd|token|api-key|secret)(?:=|[ \t]+)[\"']?(?P<value>[^\s\"'<>{}$]{6,})"
)
_HEADER = re.compile(
    r"(?i:bearer|authorization[\"']?\s*[:=]\s*[\"']?(?:basic|token))\s+"
    r"(?P<value>[A-Za-z0-9._~+/-]{16,}=*)"
)
_QUERY = re.compile(
    r"[?&](?:(?:(?:access|auth|api|id|sas|private)[_-]?)?token|(?:(?:api|access|auth)[_-]?)?key"
    r"|sig|signature|password|pwd|(?:client[_-]?)?secret)=(?P<value>[\w%~.-]{16,})"
)
_HINTS = (
    *("pass", "pwd", "pw", "secret", "key", "token", "auth", "credential", "signature"),
    *("sig=", "bearer"),
)
_BEFORE, _AFTER = 120, 500
# `author` is in every metadata, and tells nothing.
_AUTHOR = re.compile(r"auth(?:or(?!i[sz])|entic)")

_STAND_INS_WORDS = (
    "your my the a an this is to in of put paste add set use api key keys token tokens password"
    " passwd passphrase pass pwd pw secret secrets here example placeholder change changeme me"
    " dummy redacted insert replace enter fake none null true false str string test testing foo"
    " bar value hidden masked access client private public auth id user username name openai aws"
    " github hf huggingface azure google slack anthropic goes with from env environ os getenv"
    " default optional required text type input bearer basic sk abc goeshere x xx xxx"
)
_STAND_INS = frozenset(_STAND_INS_WORDS.split())


def is_placeholder(value: str) -> bool:
    """Whether a value stands for one that the reader is to put in."""
    if re.search(r"[{}]|\$\w|\$\(|%\(|^<.*>$|^\[.*\]$|^%\w+%$|\.{3}|…|\*{3}|x{4}|X{4}|•", value):
        return True
    if len(set(value)) < 3 or re.fullmatch(r"(?:\\[nrt]|\W)+", value):
        return True
    words = re.findall(r"[a-z]+|\d+", re.sub(r"([a-z])([A-Z])", r"\1 \2", value).lower())
    return all(word in _STAND_INS for word in words)


def looks_random(value: str) -> bool:
    """Whether a value reads like a key and not like words, a path or an identifier."""
    if re.fullmatch(r"[0-9a-fA-F]{24,}", value):
        return bool(re.search(r"\d", value) and re.search("[a-fA-F]", value))
    if re.fullmatch(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value):
        return False
    parts = re.split(r"[-_.:/\s]", value)
    longest = max(parts, key=len)
    kinds = (r"\d", "[a-z]", "[A-Z]")
    is_mixed = all(re.search(kind, longest) for kind in kinds)
    return len(longest) >= 16 and is_mixed and _entropy(longest) >= 3.2


def find_passwords(text: str) -> Iterator[Finding]:
    """Every value that its surroundings say is secret."""
    for start, end in _windows(text):
        for pattern in (_QUOTED, _BARE):
            for match in pattern.finditer(text, start, end):
                if _is_secret(match, is_quoted=pattern is _QUOTED):
                    name = _name(match, text)
                    yield Finding("password", match["value"], match.start("value"), name)
        for pattern in (_ENVIRONMENT, _CONNECTION):
            for match in pattern.finditer(text, start, end):
                if _has_both(match["value"]) and not is_placeholder(match["value"]):
                    yield Finding("password", match["value"], match.start("value"), match["name"])
        for match in _PAIR.finditer(text, start, end):
            if not is_placeholder(match["value"]):
                yield Finding("password", match["value"], match.start("value"), "auth")
        for pattern, name in ((_HEADER, "Authorization"), (_QUERY, "address"), (_OPTION, "option")):
            for match in pattern.finditer(text, start, end):
                value = match["value"]
                is_secret = looks_random(value) or (name == "option" and _has_both(value))
                if is_secret and not is_placeholder(value):
                    yield Finding("password", value, match.start("value"), name)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Where a telling word stands, with its surroundings: patterns are slow, texts are long."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # Some letters become two in lower case, and places would shift.
        lowered = "".join(letter.lower() if letter.isascii() else letter for letter in text)
    hits: list[int] = []
    for word in _HINTS:
        hit = lowered.find(word)
        while hit >= 0:
            if word != "auth" or not _AUTHOR.match(lowered, hit):
                hits.append(hit)
            hit = lowered.find(word, hit + len(word))
    start = end = -1
    for hit in sorted(hits):
        if hit - _BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(hit - _BEFORE, 0)
        end = hit + _AFTER
    if end >= 0:
        yield start, end


def _is_secret(match: re.Match[str], *, is_quoted: bool) -> bool:
    value = match["value"].strip()
    if is_placeholder(value):
        return False
    if not match["password"] and not match["secret"]:
        return looks_random(value)
    operator = match["operator"].strip()
    if operator == ",":
        return looks_random(value)
    if is_quoted:
        if " " in value:
            return bool(match["password"]) and operator == "=" and value[-1] not in ".:!?"
        return bool(match["password"]) or (
            len(value) >= 8 and (_has_both(value) or len(value) > 24)
        )
    if operator == "" and not match["before"]:
        return False
    # Without quotes it may be another name in code: `password = settings.password1`.
    is_name = re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", value)
    if operator == "=" and is_name and " " in match["operator"]:
        return looks_random(value)
    return _has_both(value)


def _has_both(value: str) -> bool:
    return bool(re.search(r"\d", value) and re.search("[A-Za-z]", value))


def _name(match: re.Match[str], text: str) -> str:
    start = match.start("name")
    before = re.search(r"[\w-]{0,40}\Z", text[max(0, start - 40) : start])
    return (before.group() if before else "") + match["name"]


def _entropy(value: str) -> float:
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)
