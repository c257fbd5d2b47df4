"""Which proofolio this is: a release at its tag `v1.2.3`, else a development version.

The build runs this file by itself (`[tool.hatch.version]`), so it imports nothing of ours.
"""

from __future__ import annotations

import os
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FLOOR = (0, 2, 0)
"""The release that is being worked on: no version is below its first development version."""
ROOT = Path(__file__).parents[2]
"""The checkout, where this is one."""
_ARCHIVE = ".git_archival.txt"
_RELEASE = re.compile(r"v(\d+)\.(\d+)\.(\d+)(?P<later>-\d+-g[0-9a-f]+)?")

Release = tuple[int, int, int]


def current_version(root: Path = ROOT) -> str:
    """The version of a checkout or of an archive of one; higher at each commit of a whole history.

    The commits are counted from the first one on, so a tag elsewhere never lowers the number.
    A clone of a few commits cannot count them, and has the lowest version that may be true.
    """
    if not (root / ".git").exists():
        return _version_of_archive(root)
    tagged = _releases(root, "--points-at")
    if tagged and max(tagged) >= FLOOR:
        return _dotted(max(tagged))
    shallow = _git(root, "rev-parse", "--is-shallow-repository") != "false"
    commits = "" if shallow else _git(root, "rev-list", "--count", "HEAD")
    return _development(_releases(root, "--merged"), commits or "0")


def own_version(root: Path = ROOT) -> str:
    """The version of what runs: a checkout may have moved on since it was installed in place."""
    if (root / ".git").exists():
        return current_version(root)
    try:
        return version("proofolio")
    except PackageNotFoundError:
        return current_version(root)


def shown_version(root: Path = ROOT) -> str:
    """The version for people to read: of a checkout with its commit."""
    commit = _git(root, "rev-parse", "--short=9", "HEAD") if (root / ".git").exists() else ""
    return f"{own_version(root)}+g{commit}" if commit else own_version(root)


def _version_of_archive(root: Path) -> str:
    """Git writes into an archive which tag it was made at, or came after."""
    archive = root / _ARCHIVE
    text = archive.read_text(encoding="utf-8") if archive.is_file() else ""
    found = _RELEASE.fullmatch(text.strip())
    release = _release(found) if found else (0, 0, 0)
    if found and not found["later"] and release >= FLOOR:
        return _dotted(release)
    return _development([release], "0")


def _development(before: list[Release], commits: str) -> str:
    major, minor, patch = max(before, default=(0, 0, 0))
    return f"{_dotted(max(FLOOR, (major, minor, patch + 1)))}.dev{commits}"


def _releases(root: Path, which: str) -> list[Release]:
    """The releases among the tags at the last commit, or in its history."""
    tags = _git(root, "tag", which, "HEAD").split()
    found = (_RELEASE.fullmatch(tag) for tag in tags)
    return [_release(match) for match in found if match and not match["later"]]


def _release(match: re.Match[str]) -> Release:
    return int(match[1]), int(match[2]), int(match[3])


def _dotted(release: Release) -> str:
    return ".".join(map(str, release))


def _git(root: Path, *arguments: str) -> str:
    """What Git answers; nothing where it is missing, or refuses."""
    # Inside a hook, these name the repository that is committed to.
    elsewhere = ("GIT_DIR", "GIT_WORK_TREE")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
