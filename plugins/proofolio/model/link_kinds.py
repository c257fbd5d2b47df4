"""What is found at an address of a well-known host, told by the address alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from proofolio.model.record import LinkKind

KINDS_BY_HOST: Mapping[str, LinkKind] = {
    "github.com": "repo", "gitlab.com": "repo", "codeberg.org": "repo", "bitbucket.org": "repo",
    "streamlit.app": "demo", "shinyapps.io": "demo", "gradio.live": "demo", "hf.space": "space",
    "zenodo.org": "dataset", "figshare.com": "dataset", "arxiv.org": "paper", "doi.org": "paper",
    "biorxiv.org": "paper", "openreview.net": "paper", "ssrn.com": "paper",
    "speakerdeck.com": "slides", "slideshare.net": "slides",
    "docs.google.com/presentation": "slides", "colab.research.google.com": "notebook",
    "youtube.com": "video", "youtu.be": "video", "vimeo.com": "video",
    "nbviewer.org": "notebook",
    "mybinder.org": "notebook", "observablehq.com": "notebook", "medium.com": "post",
    "substack.com": "post", "dev.to": "post", "towardsdatascience.com": "post",
    "readthedocs.io": "docs", "calendly.com": "booking",
    "cal.com": "booking", "savvycal.com": "booking", "buttondown.com": "newsletter",
    "meetup.com": "community", "discord.gg": "community", "open.spotify.com": "episode",
    "podcasts.apple.com": "episode", "linkedin.com/in": "profile", "orcid.org": "profile",
    "buymeacoffee.com": "support", "ko-fi.com": "support", "patreon.com": "support",
}  # fmt: skip
"""What is found at addresses of well-known hosts; a path after the host narrows it."""

_NAMED = r"[^/]+/[^/]+"
"""Whose it is, and what it is called."""
KINDS_BY_PATH: Mapping[str, Mapping[str, LinkKind | None]] = {
    "kaggle.com": {
        r"(c|competitions)/[^/]+": "competition",
        rf"(code|kernels)/{_NAMED}": "notebook",
        rf"datasets/{_NAMED}": "dataset",
        rf"models/{_NAMED}": "model",
        rf"learn/certification/{_NAMED}": "badge",
        r"certification/badges/.+": "badge",
        r"(c|competitions|code|kernels|datasets|models|learn|discussions|docs|benchmarks)": None,
        r"[^/]+\Z": "profile",
    },
    "huggingface.co": {
        rf"datasets/{_NAMED}": "dataset",
        rf"spaces/{_NAMED}": "space",
        r"papers/[^/]+": "paper",
        r"blog/.+": "post",
        r"docs/.+": "docs",
        r"(datasets|spaces|papers|blog|docs|models|collections|learn|posts|tasks|join)": None,
        r"(organizations|settings|api|chat|new|login|pricing|enterprise|inference)": None,
        _NAMED: "model",
    },
    "credly.com": {r"badges/[^/]+": "badge", r"users/[^/]+": "profile"},
}
"""Hosts on which the path tells what it is: the first pattern that the whole path fits, or what
stands before a further part of it. None is a page of the host's own. A name alone on Hugging Face
may be a person's or an old model's."""
_SAME_HOSTS = {"hf.co": "huggingface.co"}

HOST_NAMES: Mapping[str, str] = {
    "kaggle.com": "Kaggle",
    "huggingface.co": "Hugging Face",
    "hf.space": "Hugging Face",
    "credly.com": "Credly",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
}
"""What hosts are called that are known better by a name."""


def link_kind(address: str) -> LinkKind | None:
    """What is found at an address, guessed from it; None where it does not tell."""
    host, path = _parts(address)
    if not host:
        return None
    if host in KINDS_BY_PATH:
        patterns = KINDS_BY_PATH[host].items()
        fits = (kind for pattern, kind in patterns if re.fullmatch(rf"{pattern}(/.*)?", path))
        return next(fits, None)
    found = ""
    for known in KINDS_BY_HOST:
        known_host, _, known_path = known.partition("/")
        fits_host = host == known_host or host.endswith("." + known_host)
        if fits_host and f"{path}/".startswith(f"{known_path}/" if known_path else ""):
            found = max(found, known, key=len)
    return KINDS_BY_HOST.get(found)


def place_name(address: str) -> str:
    """The name of the host of an address, as people call it: `Hugging Face`; else the host."""
    host, _ = _parts(address)
    known = (name for end, name in HOST_NAMES.items() if host == end or host.endswith(f".{end}"))
    return next(known, host)


def _parts(address: str) -> tuple[str, str]:
    """Host and path, without `www.` and the slashes round it."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    return _SAME_HOSTS.get(host, host), parts.path.strip("/")
