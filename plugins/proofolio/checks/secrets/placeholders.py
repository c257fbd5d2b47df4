"""Whether a value is a secret at all: stand-ins, samples and names are none."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter

_STAND_INS_WORDS = (
    "your my the a an this is to in of put paste add set use api key keys token tokens password"
    " passwd passphrase pass pwd pw secret secrets here example placeholder change changeme me"
    " dummy redacted insert replace enter fake none null true false str string test testing foo"
    " bar value hidden masked access client private public auth id user username name openai aws"
    " github hf huggingface azure google slack anthropic goes with from env environ os getenv"
    " default optional required text type input bearer basic sk abc goeshere x xx xxx please new"
    " old current confirm reset forgot hash hashed column field object varchar category label"
    " feature encrypted strong weak length failed passed missing empty unknown invalid sample demo"
    " template todo tbd wrong correct postgres root admin guest bool"
    " int for and or not provide get real actual same as"
)
_STAND_INS = frozenset(_STAND_INS_WORDS.split())
_STAND_IN = re.compile(
    r"\{(?:[A-Za-z_][\w.\[\]'\"]*)?\}|\{\{|\{%|^\$\w+$|\$[A-Z_]{3}|\$[({]|%\(|^<.*>$|^\[.*\]$|^%\w+%$|\.{3}|…|\*{3}|x{4}|X{4}|•|EXAMPLE"
    r"|(?i:\bexample\b|your[_-]|[_-]here\b|placeholder|redacted|change[_-]?me|replace[_-]?me)"
)
_COUNTED = re.compile(r"1234567|abcdefg|ABCDEFG|qwertyu|([^A])\1{5}")
_PUBLIC = re.compile(
    r"ssh-(?:rsa|dss|ed25519) |ecdsa-sha2-|sk-ssh-|-----BEGIN (?:\w+ )?PUBLIC"
    r"|\$(?:2[abxy]|argon2\w*|[156]|pbkdf2[\w-]*)\$|pbkdf2_|\{SHA"
)
_PATH = re.compile(
    r"(?:~|\.{1,2})?[\\/](?:[\w. -]+[\\/])*[\w. -]*|[A-Za-z]:[\\/].*|\w+://[^@]*"
    r"|.*\.(?:pem|json|key|txt|csv|env|ya?ml|toml|p12|pfx|parquet|py|ini|cfg|crt|jks|pub)"
)
_WORDS = re.compile(
    r"(?:[A-Za-z]+|\d{1,4}|v\d+(?:\.\d+)*)(?:[-_./: ]+(?:[A-Za-z]+\d?|\d{1,4}|v\d+))+"
)
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_]\w*)+(?:\[\S*)?")
_UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SAMPLE_CLAIMS = ("John Doe", "1234567890", "jwt.io", '"some"')


def is_placeholder(value: str) -> bool:
    """Whether a value stands for one that the reader is to put in."""
    if _STAND_IN.search(value) or len(set(value)) < 3 or re.fullmatch(r"(?:\\[nrt]|\W)+", value):
        return True
    words = re.findall(r"[a-z]+|\d+", re.sub(r"([a-z])([A-Z])", r"\1 \2", value).lower())
    return all(word in _STAND_INS for word in words)


def is_sample(value: str) -> bool:
    """Whether a key is one that documentation shows: counted up, or a maker's own example."""
    longest = max(re.split("[_-]", value), key=len)
    return bool(_STAND_IN.search(value) or _COUNTED.search(value)) or len(set(longest)) < 4


def is_public(value: str) -> bool:
    """Whether a value is the half of a pair of keys that is given away, or a password's hash."""
    return bool(_PUBLIC.match(value))


def is_path(value: str) -> bool:
    """Whether a value says where something lies."""
    return bool(_PATH.fullmatch(value))


def is_words(value: str) -> bool:
    """Whether a value is made of words and small numbers, or names something in code."""
    is_name = _WORDS.fullmatch(value) or _NAME.fullmatch(value)
    return bool(is_name) and not looks_random(value)


def is_sample_token(token: str) -> bool:
    """Whether a value is a signed token that documentation shows."""
    said = claims_of(token)
    return any(claim in said for claim in _SAMPLE_CLAIMS)


def claims_of(token: str) -> str:
    """What a signed token says of whom it is for; nothing where the value is none."""
    if not token.startswith("eyJ") or token.count(".") != 2:
        return ""
    claims = token.split(".")[1]
    try:
        return base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def has_both(value: str) -> bool:
    """Whether a value has letters and figures."""
    return bool(re.search(r"\d", value) and re.search("[A-Za-z]", value))


def is_uuid(value: str) -> bool:
    """Whether a value is a number of the kind that names things everywhere, and no sample of it."""
    return bool(_UUID.fullmatch(value)) and len(set(value)) > 8 and "12345678" not in value


def looks_random(value: str) -> bool:
    """Whether a value reads like a key and not like words, a path or an identifier."""
    if re.fullmatch(r"[0-9a-fA-F]+", value):
        return len(value) >= 32 and has_both(value)
    if _UUID.fullmatch(value):
        return False
    longest = max(re.split(r"[-_.:/+=~\s]", value), key=len)
    kinds = [bool(re.search(kind, longest)) for kind in (r"\d", "[a-z]", "[A-Z]")]
    if all(kinds):
        return len(longest) >= 16 and _entropy(longest) >= 3.2
    # In words with a number figures stand together.
    changes = len(re.findall(r"\d(?=[A-Za-z])|[A-Za-z](?=\d)", longest))
    return kinds[0] and len(longest) >= 20 and changes >= len(longest) / 4


def _entropy(value: str) -> float:
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)
