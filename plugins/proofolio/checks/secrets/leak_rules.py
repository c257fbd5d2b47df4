"""What a secret, a home folder and an e-mail address look like in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from proofolio.checks.secrets.passwords import Finding, find_passwords
from proofolio.checks.secrets.service_keys import PUBLIC, SECRET
from proofolio.checks.secrets.sign_ins import find_sign_ins
from proofolio.checks.secrets.spellings import spellings

_HINTS = tuple((hint, shape) for shape in (*PUBLIC, *SECRET) for hint in shape.hints)
_DENSE = re.compile(r"[^\s\"'`<>(){}\[\],;|\\]{9,}")
"""Keys are long words; to look for each kind of them in all words takes long."""

_NAME = r"[^\s/\"'<>:,;|)(\]\[}{`$*\\&%?]+"
_FOLDER = (
    r"(?:(?:/(?:mnt/)?[a-z])?(?:/(?:var|export|usr))?/(?:home|Users)/(?P<unix>" + _NAME + ")"
    r"|[A-Za-z]:[\\/]+(?i:Users|Documents and Settings)[\\/]+"
    r"(?P<windows>" + _NAME + "(?: " + _NAME + r"){1,2}(?=[\\/])|" + _NAME + "))"
)
HOME = re.compile(r"(?<![\w.~+-])" + _FOLDER)
"""A person's folder in a text, up to and with the name."""
HOME_IN_JSON = re.compile(r"(?:(?<![\w.~+-])|(?<=(?<!\\)\\[nrt])|(?<=[0-9;\[]m))" + _FOLDER)
"""The same where a line break is written as an escape, and a colour stands before it."""

_NOBODY_WORDS = (
    "jovyan jupyter user username user_name yourname your_name your-name you me name runner ubuntu"
    " vagrant docker codespace vscode vsts ec2-user studio-lab-user sagemaker-user linuxbrew"
    " shared public default runneradmin app ... …"
)
_NOBODY = frozenset(_NOBODY_WORDS.split())
"""Folders of machines that belong to nobody, and words that stand for a name."""

_EMAIL = re.compile(
    r"(?<![\w.+/@%-])[A-Za-z0-9][\w.+-]{0,63}@(?P<domain>(?:[A-Za-z0-9-]{1,63}\.){1,5}"
    r"(?P<top>[A-Za-z]{2,12}))(?![\w@-]|\.\w)"
)
_TOPS_WORDS = (
    "com org net edu gov mil int info biz name pro io ai dev app me co tech cloud online site blog"
    " xyz group academy science systems solutions digital data email world global company agency"
    " consulting finance health energy engineering university institute museum berlin wien"
)
_TOPS = frozenset(_TOPS_WORDS.split())
_SUFFIXES = frozenset({"js", "ts", "jl", "hs", "go", "kt"})
"""Ends of file names that are no country's."""
_ANYONE = re.compile(
    r"(?i)(?:git|no-?reply|donotreply|user(?:name)?|you|your\.?(?:name|email)|name|someone|email)@"
    r"|@(?:[\w.-]+\.)?(?:example\.[a-z]+|noreply\.github\.com|(?:your)?(?:domain|company|email)\.com"
    r"|[\w-]+\.(?:example|test|invalid|localhost))$"
)


def find_keys(text: str) -> Iterator[Finding]:
    """Every key that its maker's way of writing gives away, and tokens made to be public first."""
    dense = "\n".join(_DENSE.findall(text))
    for shape in dict.fromkeys([shape for hint, shape in _HINTS if hint in dense]):
        for match in shape.matches(text):
            part = "key" if "key" in shape.pattern.groupindex else 0
            yield Finding(shape.rule, match[part], match.start(part), what=shape.of)


def find_secrets(text: str) -> Iterator[Finding]:
    """Every key, and every value that is said to be a password; each once."""
    found: set[str] = set()
    for spelling in spellings(text):
        for finding in chain(
            find_keys(spelling), find_sign_ins(spelling), find_passwords(spelling)
        ):
            value, is_known = finding.value, finding.value in found
            if finding.rule == "password":
                # A key that is assigned to a password's name is a key.
                is_known = any(value in other or other in value for other in found)
            if not is_known:
                found.add(value)
                yield finding


def find_homes(text: str) -> Iterator[Finding]:
    """Every folder that carries somebody's name."""
    if "ome/" in text or "sers" in text or "ettings" in text:
        for match in HOME.finditer(text):
            if is_somebody(match):
                yield Finding("home", match.group(), match.start())


def is_somebody(match: re.Match[str]) -> bool:
    """Whether a `HOME` names a person."""
    name = (match["unix"] or match["windows"] or "").strip(" .").lower()
    is_page = re.search(r"\.(?:html?|php|aspx?|js|css|png|svg|jpe?g|md)$", name)
    return bool(name) and name not in _NOBODY and not is_page


def find_addresses(text: str) -> Iterator[Finding]:
    """Every e-mail address that a person may have."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        top = match["top"]
        is_domain = top.lower() in _TOPS or (
            len(top) == 2 and top.islower() and top not in _SUFFIXES
        )
        before = text[max(0, match.start() - 120) : match.start()]
        in_address = re.search(r"://[^\s/]*$", before)
        if is_domain and not in_address and not _ANYONE.search(match.group()):
            yield Finding("email", match.group(), match.start())
