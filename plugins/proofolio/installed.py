"""How another machine, such as the one that deploys, gets the proofolio that runs here."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from proofolio.version import own_version

PACKAGE = Path(__file__).parent
MADE = {"__pycache__", ".cache", "site"}
"""Folders that running proofolio leaves in its own."""
_RELEASE = re.compile(r"\d+(\.\d+)*")
_ABOUT = {"METADATA", "WHEEL", "entry_points.txt", "licenses"}
"""What a wheel says of itself; the rest was written by who installed it."""


@dataclass(frozen=True)
class Origin:
    """The line of requirements.txt that installs this proofolio, and the wheel it may name."""

    line: str
    wheel: tuple[str, bytes] | None = None


def find_origin() -> Origin | None:
    """Where others get what runs here: an index, a commit, else a wheel; None where nobody can."""
    try:
        installed = distribution("proofolio")
        line = _public_line(installed)
        wheel = None if line else pack_wheel(installed, PACKAGE, own_version())
    except (PackageNotFoundError, OSError, ValueError):
        # Not installed, or what the installer wrote cannot be read.
        return None
    if line:
        return Origin(line)
    return Origin(f"./vendor/{wheel[0]}", wheel) if wheel else None


def _public_line(installed: Distribution) -> str | None:
    """The release on an index, or the commit at an address that anybody can read."""
    source = json.loads(installed.read_text("direct_url.json") or "{}")
    if not source:
        # pip and uv say where they took it from, unless that was an index.
        release = _RELEASE.fullmatch(installed.version)
        return f"proofolio=={installed.version}" if release else None
    commit = source.get("vcs_info", {}).get("commit_id")
    address = urlsplit(source.get("url", ""))
    if not commit or address.scheme != "https" or "@" in address.netloc:
        return None
    folder = f"#subdirectory={source['subdirectory']}" if source.get("subdirectory") else ""
    return f"proofolio @ git+{source['url']}@{commit}{folder}"


def pack_wheel(installed: Distribution, package: Path, version: str) -> tuple[str, bytes] | None:
    """Name and bytes of a wheel of what is installed; None where its metadata is incomplete.

    Nothing is built and nothing downloaded: an installed package is an unpacked wheel, and one
    that is installed in place lacks only the files of its folder, and may have an old version.
    """
    name = f"{package.name}-{version}"
    about = _about(installed, version)
    if not {"METADATA", "WHEEL"} <= about.keys():
        return None
    content = {f"{package.name}/{path}": data for path, data in _files(package)}
    content |= {f"{name}.dist-info/{path}": data for path, data in about.items()}
    content[f"{name}.dist-info/RECORD"] = _record(content, f"{name}.dist-info/RECORD")
    packed = io.BytesIO()
    with ZipFile(packed, "w") as wheel:
        for path, data in content.items():
            # Without the time of day: the same bytes whenever it is packed.
            entry = ZipInfo(path)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data, ZIP_DEFLATED)
    return f"{name}-py3-none-any.whl", packed.getvalue()


def _about(installed: Distribution, version: str) -> dict[str, bytes]:
    """The files in which a wheel describes itself."""
    about = {
        "/".join(file.parts[1:]): Path(str(file.locate())).read_bytes()
        for file in installed.files or ()
        if file.parts[0].endswith(".dist-info") and file.parts[1] in _ABOUT
    }
    line = f"Version: {version}".encode()
    return about | {
        name: re.sub(rb"(?m)^Version: .*$", line, about[name], count=1)
        for name in about.keys() & {"METADATA"}
    }


def _files(package: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(package.rglob("*")):
        name = file.relative_to(package)
        if file.is_file() and not MADE.intersection(name.parts[:-1]):
            yield name.as_posix(), file.read_bytes()


def _record(content: dict[str, bytes], itself: str) -> bytes:
    """The list of a wheel's files, with hashes and sizes."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for name, data in content.items():
        digest = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
        rows.writerow((name, f"sha256={digest}", len(data)))
    rows.writerow((itself, "", ""))
    return text.getvalue().encode()
