"""Profiles elsewhere: where a name on a well-known network leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

NETWORKS: Mapping[str, tuple[str, str]] = {
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "bitbucket": ("Bitbucket", "https://bitbucket.org/{}"),
    "codeberg": ("Codeberg", "https://codeberg.org/{}"),
    "datacamp": ("DataCamp", "https://www.datacamp.com/portfolio/{}"),
    "dev": ("DEV", "https://dev.to/{}"),
    "facebook": ("Facebook", "https://www.facebook.com/{}"),
    "fiverr": ("Fiverr", "https://www.fiverr.com/{}"),
    "github": ("GitHub", "https://github.com/{}"),
    "gitlab": ("GitLab", "https://gitlab.com/{}"),
    "huggingface": ("Hugging Face", "https://huggingface.co/{}"),
    "instagram": ("Instagram", "https://www.instagram.com/{}/"),
    "kaggle": ("Kaggle", "https://www.kaggle.com/{}"),
    "leetcode": ("LeetCode", "https://leetcode.com/u/{}/"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}/"),
    "malt": ("Malt", "https://www.malt.com/profile/{}"),
    "mastodon": ("Mastodon", ""),
    "medium": ("Medium", "https://medium.com/@{}"),
    "observable": ("Observable", "https://observablehq.com/@{}"),
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "researchgate": ("ResearchGate", "https://www.researchgate.net/profile/{}"),
    "scholar": ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    "speakerdeck": ("Speaker Deck", "https://speakerdeck.com/{}"),
    "stackoverflow": ("Stack Overflow", "https://stackoverflow.com/users/{}"),
    "substack": ("Substack", "https://{}.substack.com/"),
    "tableau": ("Tableau Public", "https://public.tableau.com/app/profile/{}"),
    "telegram": ("Telegram", "https://t.me/{}"),
    "threads": ("Threads", "https://www.threads.com/@{}"),
    "toptal": ("Toptal", "https://www.toptal.com/resume/{}"),
    "upwork": ("Upwork", "https://www.upwork.com/freelancers/{}"),
    "x": ("X", "https://x.com/{}"),
    "xing": ("XING", "https://www.xing.com/profile/{}"),
    "youtube": ("YouTube", "https://www.youtube.com/@{}"),
}
"""Key, the network's own name, and the address of a profile with `{}` for the name there."""

OTHER_KEYS: Mapping[str, str] = {
    "googlescholar": "scholar",
    "hugging-face": "huggingface",
    "google-scholar": "scholar",
    "stack-overflow": "stackoverflow",
    "twitter": "x",
    "devto": "dev",
}
"""Other keys under which networks are written."""


def network_of(address: str) -> str:
    """Key of the network that an address belongs to; empty if it is none we know."""
    host = _host(address)
    for key, (_, pattern) in NETWORKS.items():
        known = _host(pattern.replace("{}.", ""))
        if known and (host == known or host.endswith("." + known)):
            return key
    return ""


def profile_address(network: str, name: str) -> str:
    """Address of a profile on a network we know; empty if that cannot be said."""
    name = name.strip().lstrip("@")
    if network == "mastodon":
        user, at, host = name.partition("@")
        return f"https://{host}/@{user}" if user and at and "." in host else ""
    known = NETWORKS.get(network)
    is_name = re.fullmatch(r"(?!www\.)[\w.~+-]+", name)
    return known[1].format(name) if known and is_name else ""


def username_in(network: str, address: str) -> str:
    """The name in the address of a profile, as far as it follows the network's pattern."""
    before, _, after = NETWORKS.get(network, ("", ""))[1].partition("{}")
    if not before or not address.startswith(before):
        return ""
    name = address.removeprefix(before).removesuffix(after)
    return name if name.strip("/") and not set("/?#") & set(name.strip("/")) else ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
