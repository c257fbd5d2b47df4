"""A site of damaged files, built in this process: `python mutants.py FOLDER FIRST COUNT`.

Prints what became of it as JSON. Each number is one damaged file, the same one on every machine: a
file of the example or of the scaffold in which something was cut, doubled, moved or put in.
"""

from __future__ import annotations

import io
import json
import logging
import random
import resource
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SCAFFOLD = ROOT / "plugins" / "proofolio" / "scaffold"
CPU_SECONDS = 600
"""Far more than a site of a hundred files needs, even on a slow machine."""
LISTS = ("services", "niches", "testimonials", "talks")
KINDS = ["projects", "projects", "posts", "posts", "pages", "ipynb", "img", *LISTS]
TOKENS = [
    "\0", "\x1b", "\x85", "\ufeff", "\u202e", "\ufffe", "🚀", "é", "\r\n", "\t", "\n\n", "---\n",
    "...\n", ": ", "- ", "# ", "&a ", "*a ", "!!str ", "!x ", "<<: ", "{", "}", "[", "]", '"', "'",
    "|\n", ">\n", "null", "~", "9" * 400, "1e999", "-1", "2024-13-45", "0001-01-01", "true", "$",
    "$$", "\\", "\\def\\a{\\a\\a}\\a", "{{", "{{< projects >}}", "{{<", "`", "```", "<", "<script>",
    "<!--", "<img src=x.png width=50%>", "![](", "](", "[^1]", "{: ", "%", "@", "javascript:a",
    "www.x.example", "hello@x.example", "//x", "../" * 9, "C:\\", "id: a\n", "title: ~\n",
    "image: broken.png\n", "status: published\n", "notebook: x.ipynb\n", '{"a": 1}', "\\u0000",
    "\\ud800", ",", " " * 300, "x" * 3000,
]  # fmt: skip
SETTINGS = """\
site_name: Ana Kovač
site_url: https://ana.example/
docs_dir: site_src
exclude_docs: _data/
theme: {name: material}
plugins:
  - search
  - proofolio/portfolio: {cache: ""}
  - proofolio/posts
  - proofolio/testimonials
  - proofolio/services
  - proofolio/feeds: {authority: ana.example}
"""


def texts() -> dict[str, list[bytes]]:
    """The files that are damaged, by what they are."""
    found: dict[str, list[bytes]] = {name: [] for name in ("projects", "posts", "pages", *LISTS)}
    for home in (ROOT, SCAFFOLD):
        for folder in ("projects", "posts"):
            paths = sorted(path for path in (home / folder).rglob("*") if path.is_file())
            found[folder] += [p.read_bytes() for p in paths if p.suffix in (".yml", ".md")]
        found["pages"] += [p.read_bytes() for p in sorted((home / "site_src").rglob("*.md"))]
        for name in LISTS:
            path = home / "site_src" / "_data" / f"{name}.yml"
            found[name] += items(path.read_text(encoding="utf-8")) if path.is_file() else []
    return found


def items(text: str) -> list[bytes]:
    """The entries of a list's file, each as a file of its own."""
    import yaml

    loaded = yaml.load(text, yaml.BaseLoader)
    entries = loaded.values() if isinstance(loaded, dict) else loaded
    return [yaml.safe_dump(entry, allow_unicode=True).encode() for entry in entries]


def notebook(chance: random.Random) -> bytes:
    """A small notebook with an output of each kind."""
    data = {"text/plain": "1", "text/html": "<table><tr><td>1</td></tr></table>",
            "image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            "text/latex": "$x^2$", "application/json": {"a": [1]}}  # fmt: skip
    kind = chance.choice(list(data))
    cells = [
        {"cell_type": "raw", "metadata": {}, "source": "---\ntitle: N\ndate: 2026-01-02\n---"},
        {"cell_type": "markdown", "metadata": {}, "source": ["# T\n", "\n", "Some *words*, $x$."]},
        {"cell_type": "code", "metadata": {"tags": ["a"]}, "source": "x = 1", "execution_count": 1,
         "id": "a1", "outputs": [
            {"output_type": "stream", "name": "stdout", "text": ["10%|#  | 1/9\r", "done\n"]},
            {"output_type": "display_data", "metadata": {}, "data": {kind: data[kind]}},
        ]},
    ]  # fmt: skip
    metadata = {"kernelspec": {"language": "python"}, "proofolio": {"skills": ["A"]}}
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    return json.dumps(document, indent=chance.choice([None, 1])).encode()


def picture(chance: random.Random) -> tuple[str, bytes]:
    """A small picture of some format, with its suffix."""
    from PIL import Image

    suffix = chance.choice(["png", "jpg", "gif", "webp", "svg"])
    if suffix == "svg":
        return suffix, b'<svg xmlns="http://www.w3.org/2000/svg" width="40" viewBox="0 0 4 3"/>'
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "A chart"
    image = Image.effect_noise((90, 70), 60)
    image.save(out, {"jpg": "JPEG"}.get(suffix, suffix.upper()), exif=exif)
    return suffix, out.getvalue()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four things done to it."""
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        content = chance.choice(DAMAGES)(content, chance)
    return content


def _places(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice([1, 3, 20, 200]))


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _taken_out(content: bytes, chance: random.Random) -> bytes:
    start, end = _places(content, chance)
    return content[:start] + content[end:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    start, end = _places(content, chance)
    return content[:end] + content[start:end] * chance.choice([1, 1, 2, 50]) + content[end:]


def _put_in(content: bytes, chance: random.Random) -> bytes:
    start, end = _places(content, chance)
    token = chance.choice(TOKENS).encode("utf-8", "surrogatepass")
    return content[:start] + token + content[chance.choice([start, end]) :]


def _moved(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    if len(lines) > 1:
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return b"".join(lines)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice([1, 3])):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _indented(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    if lines:
        number = chance.randrange(len(lines))
        lines[number] = chance.choice([b"  ", b"\t", b"- ", b"    "]) + lines[number]
    return b"".join(lines)


DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    _cut, _taken_out, _doubled, _put_in, _put_in, _moved, _flipped, _indented,
]  # fmt: skip


def write_site(folder: Path, first: int, count: int) -> list[str]:
    """A site with these damaged files; their names."""
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    data = folder / "site_src" / "_data"
    data.mkdir(parents=True)
    (folder / "projects").mkdir()
    (folder / "posts").mkdir()
    shutil.copy(SCAFFOLD / "site_src" / "_data" / "profile.yml", data)
    originals, names = texts(), []
    for seed in range(first, first + count):
        chance = random.Random(seed)
        name, content = _mutant(seed, originals, chance)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(damaged(content, chance))
        names.append(name)
        if name.startswith("site_src/img/"):
            source = name.removeprefix("site_src/")
            page = f"# Picture\n\n![A](../{source}){{width=50%}} ![B](../{source})\n"
            (folder / "site_src" / f"shows-{seed}.md").write_text(page, encoding="utf-8")
            entry = f"title: P\nsummary: S\nstatus: published\nimage: {{src: /{source}, alt: A}}\n"
            (folder / "projects" / f"shows-{seed}.yml").write_text(entry, encoding="utf-8")
    return names


def _mutant(
    seed: int, originals: dict[str, list[bytes]], chance: random.Random
) -> tuple[str, bytes]:
    kind = chance.choice(
        ["projects", "projects", "posts", "posts", "pages", "ipynb", "img", *LISTS]
    )
    if kind == "ipynb":
        return f"{chance.choice(['projects', 'posts'])}/m{seed}.ipynb", notebook(chance)
    if kind == "img":
        suffix, content = picture(chance)
        return f"site_src/img/m{seed}.{suffix}", content
    content = chance.choice(originals[kind])
    if kind == "pages":
        return f"site_src/m{seed}.md", content
    if kind in LISTS:
        return f"site_src/_data/{kind}/m{seed}.yml", content
    suffix = "md" if content.startswith(b"---") else "yml"
    return f"{kind}/m{seed}.{suffix}", content


def build(folder: Path) -> dict[str, Any]:
    """What a build says, which files its records come from, and what it wrote."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    from proofolio.adapters.mkdocs.portfolio import portfolio_of

    messages: list[str] = []
    handler = logging.Handler()
    # Ours tells of each place what it says of all in one message.
    handler.addFilter(lambda r: r.levelno >= logging.INFO or r.name == "mkdocs.plugins.proofolio")
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    portfolio = portfolio_of(config)
    assert portfolio
    read = {path for entry in portfolio.loaded.records.entries for path in _files_of(entry)}
    site = folder / "site"
    written = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    return {"messages": messages, "read": sorted(read), "written": written}


def _files_of(entry: Any) -> Iterator[str]:
    yield entry.origin.path
    yield entry.origin.body_path
    if notebook := getattr(entry, "notebook", None):
        yield notebook.source


def main() -> None:
    """Write the site, build it, and print what became of it."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    names = write_site(folder, first, count)
    try:
        report = build(folder)
    except BaseException:
        report = {"raised": traceback.format_exc()}
    print(json.dumps({"names": names, **report}))


if __name__ == "__main__":
    main()
