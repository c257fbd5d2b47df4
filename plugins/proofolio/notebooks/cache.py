"""Rendered notebooks kept between builds, under everything that went into them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from proofolio.notebooks.fragment import Asset, Cell, Chart, Fragment, Heading, LocalLink, Options
from proofolio.notebooks.render import EXPORTER_FAILED, render
from proofolio.problems import Level, Problem

_LIBRARIES = ("nbconvert", "mistune", "Pygments", "latex2mathml", "Pillow")


@dataclass
class Stats:
    """How often notebooks were rendered and how often a kept fragment served."""

    rendered: int = 0
    restored: int = 0

    def reset(self) -> None:
        """Begin counting again."""
        self.rendered = self.restored = 0


stats = Stats()


def cached_render(source: bytes, options: Options, folder: Path | None) -> Fragment:
    """The same as `render`, from the folder if it was rendered before with the same inputs."""
    if folder is None:
        stats.rendered += 1
        return render(source, options)
    file = folder / f"{_key(source, options)}.fragment"
    kept = _kept(file)
    if kept is not None:
        stats.restored += 1
        return kept
    stats.rendered += 1
    fragment = render(source, options)
    if not any(problem.code == EXPORTER_FAILED for problem in fragment.problems):
        # What an exporter lacks may be installed tomorrow.
        _keep(file, fragment)
    return fragment


def _key(source: bytes, options: Options) -> str:
    digest = blake2b(source, digest_size=16)
    asked = {**vars(options), "words": options.words.digest}
    for name in ("skip_cells", "reserved_ids"):
        asked[name] = sorted(asked[name])
    if options.exporter:
        asked["exporter"] = [options.exporter.name, options.exporter.code]
    digest.update(json.dumps(asked, sort_keys=True).encode())
    digest.update(_renderer().encode())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _renderer() -> str:
    """What renders: our own code, byte for byte, and the versions of the libraries it uses."""
    digest = blake2b(digest_size=16)
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return " ".join((digest.hexdigest(), *map(version, _LIBRARIES)))


def _kept(file: Path) -> Fragment | None:
    """The fragment in the file; None where there is none, or it is damaged."""
    try:
        head, _, contents = file.read_bytes().partition(b"\n")
        return _restored(json.loads(head), contents)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _keep(file: Path, fragment: Fragment) -> None:
    """Write aside, then rename: another build sees the whole file or none.

    A line of JSON, then the assets' bytes one after another: pictures are most of a notebook, and
    taking them through JSON would be most of the time of a hit.
    """
    found = asdict(fragment)
    for asset in found["assets"]:
        asset["content"] = len(asset["content"])
    head = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    contents = b"".join(asset.content for asset in fragment.assets)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("wb", dir=file.parent, suffix=".part", delete=False) as aside:
            aside.write(head + b"\n" + contents)
        Path(aside.name).replace(file)
    except OSError:
        # A folder that cannot be written costs the next build time, and this one nothing.
        return


def _restored(found: dict[str, Any], contents: bytes) -> Fragment:
    assets = []
    position = 0
    for one in found["assets"]:
        end = position + one["content"]
        assets.append(Asset(**{**one, "content": contents[position:end]}))
        position = end
    if position != len(contents):
        raise ValueError("the file ends early or late")
    cells = (
        Cell(**{**one, "ids": tuple(one["ids"]), "tags": tuple(one["tags"])})
        for one in found["cells"]
    )
    problems = (Problem(**{**one, "level": Level(one["level"])}) for one in found["problems"])
    return Fragment(
        title=found["title"],
        summary=found["summary"],
        cells=tuple(cells),
        assets=tuple(assets),
        charts=tuple(Chart(**one) for one in found["charts"]),
        headings=tuple(Heading(**one) for one in found["headings"]),
        text=found["text"],
        links=tuple(LocalLink(**one) for one in found["links"]),
        left_out=tuple(found["left_out"]),
        without_outputs=tuple(found["without_outputs"]),
        problems=tuple(problems),
    )
