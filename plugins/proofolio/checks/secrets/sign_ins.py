"""Secrets that their place gives away: in a header, a call, a command or a file of logins."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator

from proofolio.checks.secrets.passwords import Finding
from proofolio.checks.secrets.placeholders import (
    is_path,
    is_placeholder,
    is_sample,
    is_sample_token,
    is_uuid,
    looks_random,
)
from proofolio.checks.secrets.telling_names import places_of, small_letters

_ARGUMENTS = re.compile(
    r"\(\s{0,40}(?:(?P<first>[\"'][^\"'\n]{0,500}[\"'])|[\w.\[\]]{1,60})"
    r"(?:\s{0,40},\s{0,40}(?P<second>[\"'][^\"'\n]{0,500}[\"']))?"
)
_SERVICES = (
    *("OpenAI", "Anthropic", "Groq", "Mistral", "MistralAI", "Together", "Pinecone", "Roboflow"),
    *("Replicate", "Bot"),
)
"""Calls that are given nothing but a key, which may be a UUID."""
_CALLS = (
    *("login", "Client", "ClientV2", "authenticate", "OAuthHandler", "set_access_token"),
    *_SERVICES,
)
"""Ends of names of calls that are given a key, often without saying so."""


def _is_word(value: str) -> bool:
    return not is_placeholder(value) and not is_path(value)


def _is_no_prose(value: str) -> bool:
    """Whether a value is more than one of the words around it."""
    return _is_word(value) and not value.rstrip(".,:;!?").isalpha()


def _is_random(value: str) -> bool:
    is_shown = is_placeholder(value) or is_sample(value) or is_sample_token(value)
    return looks_random(value) and not is_shown


def _is_login(value: str) -> bool:
    """Whether a value is a name and a password in the writing of a `Basic` header."""
    try:
        said = base64.b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    user, _, password = said.partition(":")
    return bool(user) and said.isprintable() and len(password) >= 3 and not is_placeholder(password)


Form = tuple[str, str, Callable[[str], bool], str]
_HEADER = r"[\"']?\s{0,9}[:=]?\s{0,9}[\"']?(?:token\s{1,9})?(?P<value>[A-Za-z0-9._~+/-]{16,1000}=*)"
_OPTIONS = r"(?:\s{1,9}--?[\w=.:/-]{1,80}){0,4}\s{1,9}[\"']?(?P<value>[\w.-]{16,500})"
_NETRC = (
    r"(?:\s{1,40}(?:login|account)\s{1,9}[^\s\"']{1,200}){0,2}"
    r"\s{1,40}password\s{1,9}(?P<value>[^\s\"'<>]{4,500})"
)
_FORMS: tuple[Form, ...] = (
    ("bearer", rf"\s{_HEADER}", _is_random, "Authorization"),
    ("authorization", _HEADER, _is_random, "Authorization"),
    ("basic", r"\s{1,9}(?P<value>[a-z0-9+/]{8,1000}={0,2})", _is_login, "Authorization"),
    ("auth", r"\s{0,9}(?:=\s{0,9})?\(\s{0,40}[\"'][^\"'\n]{1,200}[\"']\s{0,40},\s{0,40}"
             r"(?P<q>[\"'])(?P<value>[^\"'\n]{4,200})(?P=q)", _is_word, "auth"),
    *((command, r"\b[^\n]{0,400}?\s(?:-u|--user)[ =]?[\"']?[\w.@+-]{1,100}:"
       r"(?P<value>[^\s\"']{4,200})", _is_word, "user") for command in ("curl", "wget")),
    ("machine", rf"\s{{1,9}}(?:[\w-]{{1,60}}\.[\w.-]{{1,200}}|localhost){_NETRC}", _is_word,
     "password"),
    *((word, rf"{host}{_NETRC}", _is_no_prose, "password")
      for word, host in (("machine", r"\s{1,9}[\w-]{1,200}"), ("default", ""))),
    ("identified", r"\s{1,9}(?:with\s{1,9}\w{1,40}\s{1,9})?by\s{1,9}'(?P<value>[^'\n]{4,200})'",
     _is_word, "password"),
    *((role, r"\s[^;]{1,200}?\spassword\s{1,9}'(?P<value>[^'\n]{4,200})'", _is_word, "password")
      for role in ("user", "role")),
    ("wandb", rf"\s{{1,9}}login{_OPTIONS}", _is_random, "wandb login"),
    ("vault", rf"\s{{1,9}}login{_OPTIONS}", _is_random, "vault login"),
    ("ngrok", rf"\s{{1,9}}(?:config\s{{1,9}}add-)?authtoken{_OPTIONS}", _is_random, "authtoken"),
)  # fmt: skip
"""A word in small letters, what follows it, what its value must be, and the name it gets."""
_PATTERNS = tuple((word, re.compile(after, re.IGNORECASE), is_one, name)
                  for word, after, is_one, name in _FORMS)  # fmt: skip


def find_sign_ins(text: str) -> Iterator[Finding]:
    """Every password or key that stands where one is always given."""
    small = small_letters(text)
    for word, pattern, is_secret, name in _PATTERNS:
        for place in places_of(word, small):
            match = pattern.match(text, place + len(word))
            if match and is_secret(match["value"]):
                yield Finding("password", match["value"], match.start("value"), name)
    for call in _CALLS:
        for place in places_of(call, text):
            yield from _arguments(text, place + len(call), is_key=call in _SERVICES)


def _arguments(text: str, place: int, *, is_key: bool) -> Iterator[Finding]:
    match = _ARGUMENTS.match(text, place)
    for argument in ("first", "second") if match else ():
        value = ((match and match[argument]) or "")[1:-1]
        if match and (_is_random(value) or (is_key and is_uuid(value))):
            yield Finding("password", value, match.start(argument) + 1, "login")
