"""Two sites side by side: which files differ, and where first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from tests.walk.builder import Built

SHOWN = 3
MESSAGES = "what the build said"
_AROUND = 60


@dataclass(frozen=True)
class Difference:
    """A file that is another, or is only on one side."""

    path: str
    where: str

    def __str__(self) -> str:
        return f"{self.path}: {self.where}"


def differences(warm: Built, clean: Built) -> list[Difference]:
    """How the site of a warm build differs from that of a clean one, messages included.

    Where `mkdocs.yml` cannot be used no build begins, and the site of an earlier one stays.
    """
    has_begun = clean.site.is_dir()
    sites = [_files(built.site) if has_begun else {} for built in (warm, clean)]
    sites[0][MESSAGES] = "\n".join(warm.messages).encode()
    sites[1][MESSAGES] = "\n".join(clean.messages).encode()
    return compared(*sites)


def compared(warm: dict[str, bytes], clean: dict[str, bytes]) -> list[Difference]:
    """How files by path differ from those that ought to be there."""
    found = []
    for path in sorted(warm.keys() | clean.keys()):
        one, other = warm.get(path), clean.get(path)
        if one is None or other is None:
            found.append(Difference(path, "is missing" if one is None else "should not be there"))
        elif one != other:
            found.append(Difference(path, _first(one, other)))
    return found


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _first(one: bytes, other: bytes) -> str:
    """The first lines that differ, from a little before the place."""
    pairs = zip_longest(one.splitlines(), other.splitlines(), fillvalue=b"")
    for number, (a, b) in enumerate(pairs, start=1):
        if a != b:
            same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
            begin = max(0, same - _AROUND)
            shown = [
                repr(line[begin : same + _AROUND].decode("utf-8", "replace")) for line in (a, b)
            ]
            return f"line {number}\n      warm:  {shown[0]}\n      clean: {shown[1]}"
    return "line ends differ"
