"""What a secret, a home folder and an e-mail address look like in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from proofolio.checks.passwords import Finding, find_passwords, is_placeholder

_END = r"(?![A-Za-z0-9])"
_START = r"(?<![A-Za-z0-9])"


@dataclass(frozen=True)
class Rule:
    """One kind of key, told by how its maker writes it."""

    name: str
    hints: tuple[str, ...]
    """One of these is in every text that can match: most texts are passed over with it."""
    pattern: re.Pattern[str]
    is_real: Callable[[re.Match[str]], bool] = lambda match: True


def _is_mixed(match: re.Match[str]) -> bool:
    """Not a word with hyphens, such as the class names scikit-learn puts into its pages."""
    key = match.group().partition("-")[2]
    return bool(re.search(r"\d", key)) and bool(re.search("[A-Za-z]", key))


def _is_no_example(match: re.Match[str]) -> bool:
    return "EXAMPLE" not in match.group().upper() and len(set(match.group()[4:])) > 4


def _has_password(match: re.Match[str]) -> bool:
    user, password, host = match.group("user"), match.group("password"), match.group("host")
    is_local = host.lower() in ("localhost", "127.0.0.1", "0.0.0.0", "db", "host", "postgres")
    return not is_placeholder(password) and not (is_local and password == user)


def _rule(
    name: str,
    hints: str,
    pattern: str,
    is_real: Callable[[re.Match[str]], bool] = _is_no_example,
) -> Rule:
    return Rule(name, tuple(hints.split()), re.compile(_START + pattern), is_real)


KEYS: tuple[Rule, ...] = (
    _rule("anthropic-key", "sk-ant-", r"sk-ant-[a-z0-9]{2,12}-[A-Za-z0-9_-]{20,}"),
    _rule("openai-key", "sk-", r"sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,}", _is_mixed),
    _rule("openai-key", "sk-", r"sk-(?!ant-)(?:or-v1-)?[A-Za-z0-9]{32,}", _is_mixed),
    _rule("aws-key", "AKIA ASIA ABIA ACCA", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}" + _END),
    _rule(
        "aws-key",
        "aws AWS Aws Secret",
        r"(?i:aws|secret).{0,20}?(?i:secret|key).{0,20}?[\"'=:\s]"
        r"(?=[A-Za-z0-9/+]*\d)(?=[A-Za-z0-9/+]*[a-z])(?=[A-Za-z0-9/+]*[A-Z])"
        r"[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
    ),
    _rule("github-token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[pousr]_[A-Za-z0-9]{36,}"),
    _rule("github-token", "github_pat_", r"github_pat_[A-Za-z0-9_]{22,}"),
    _rule("huggingface-token", "hf_", r"hf_[A-Za-z0-9]{30,}"),
    _rule("huggingface-token", "api_org_", r"api_org_[A-Za-z0-9]{30,}"),
    _rule("google-key", "AIza", r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    _rule("google-key", "GOCSPX-", r"GOCSPX-[A-Za-z0-9_-]{24,}"),
    _rule("google-key", "ya29.", r"ya29\.[A-Za-z0-9_-]{20,}"),
    _rule("slack-token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{10,}", _is_mixed),
    _rule("slack-token", "xapp-", r"xapp-\d-[A-Za-z0-9-]{20,}"),
    _rule("slack-token", "hooks.slack.com", r"hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,}"),
    _rule("azure-key", "AccountKey", r"AccountKey=[A-Za-z0-9+/]{40,}={0,2}"),
    _rule("azure-key", "SharedAccess", r"SharedAccessKey=[A-Za-z0-9+/]{30,}={0,2}"),
    _rule("azure-key", "sig=", r"sig=[A-Za-z0-9%+/]{40,}={0,2}"),
    _rule("azure-key", "Q~", r"[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}"),
    _rule("azure-key", "JQQJ9", r"[A-Za-z0-9]{40,}JQQJ9[A-Za-z0-9]{20,}"),
    _rule(
        "service-key",
        "glpat- gsk_ r8_ npm_ pypi- nvapi- dapi sk_live_ rk_live_ SG. dop_v1_",
        r"(?:glpat-[\w-]{20,}|gsk_[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{30,}|npm_[A-Za-z0-9]{36}"
        r"|pypi-AgEI[\w-]{40,}|nvapi-[\w-]{40,}|dapi[a-f0-9]{32}|[sr]k_live_[A-Za-z0-9]{20,}"
        r"|SG\.[\w-]{20,}\.[\w-]{20,}|dop_v1_[a-f0-9]{40,})" + _END,
    ),
    Rule(
        "private-key",
        ("PRIVATE KEY",),
        # The words alone stand in code that looks for keys; a key is followed by its letters.
        re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,200}?"
                   r"[A-Za-z0-9+/]{24,}"),
    ),
    _rule(
        "jwt", "eyJ", r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{10,}"
    ),
    _rule(
        "url-password",
        "://",
        r"[A-Za-z][A-Za-z0-9+.-]*://(?P<user>[^\s:@/\"'<>`]*):(?P<password>[^\s/\"'<>`]{3,})"
        r"@(?P<host>[\w.-]+)",
        _has_password,
    ),
)  # fmt: skip
"""Rules without words around them: their matches hardly ever stand in anything by chance."""

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
    """Every key that its maker's way of writing gives away."""
    for rule in KEYS:
        for hint in rule.hints:
            if hint in text:
                break
        else:
            continue
        for match in rule.pattern.finditer(text):
            if rule.is_real(match):
                yield Finding(rule.name, match.group(), match.start())


def find_secrets(text: str) -> Iterator[Finding]:
    """Every key, and every value that is said to be a password."""
    yield from find_keys(text)
    yield from find_passwords(text)


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
