"""What the repository promises about itself: its pins, its rules of import, what is not in it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
PIN = re.compile(r"^([a-z0-9._-]+)==([^\s;]+)(.*)$")

HIDDEN = {
    "a path of this machine": "|".join(
        rf"{re.escape(str(path))}/" for path in (ROOT, Path.home(), Path(sys.prefix))
    )
    + "|/tmp/ipykernel_",
    "a registry's host": r"pythonhosted\.org|pypi\.org|npmjs\.org"
    r"|deb\.debian\.org|--(?:extra-)?index-url|\"resolved\":",
    "something left undone": r"\b(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError",
}


def tracked() -> list[Path]:
    """The files of the repository, those not yet committed as well."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        try:
            found.append((path.relative_to(ROOT), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def found(pattern: str, text: str) -> str | None:
    match = re.search(pattern, text)
    return match and match.group()


@pytest.mark.parametrize("what", HIDDEN)
def test_no_file_holds(what: str) -> None:
    files = [(path, text) for path, text in texts() if path.name != Path(__file__).name]
    assert len(files) > 20
    hits = [f"{path}: {hit}" for path, text in files if (hit := found(HIDDEN[what], text))]
    assert not hits


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of this machine", f"see {ROOT}/site"),
        ("a registry's host", "pip install --index-url x"),
        ("something left undone", "# TODO: later"),
    ],
)
def test_what_no_file_holds_would_be_found(what: str, text: str) -> None:
    assert found(HIDDEN[what], text)


GUIDES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_guides_lead_somewhere() -> None:
    links = [
        (guide, target.partition("#")[0])
        for guide in GUIDES
        for target in re.findall(r"\]\(([^)\s]+)\)", guide.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith(("#", "../"))
    ]
    assert len(links) > 10
    broken = [
        f"{guide.name}: {name}" for guide, name in links if not (guide.parent / name).exists()
    ]
    assert not broken


def test_readme_is_read_in_a_minute_and_leaves_nothing_to_fill_in() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert 200 < len(text.split()) <= 450
    assert not re.search(r"<[a-z-]+>", text)
    assert "it does not run your notebook, and it cannot check the world" in text
    for command in ("pip install -e . && mkdocs serve", 'pip install -e ".[dev]" && pytest'):
        assert command in text


def test_every_guide_is_in_the_list_of_guides() -> None:
    guides = {path.name for path in ROOT.glob("docs/*.md")} - {"README.md"}
    assert len(guides) > 10
    listed = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    assert not [name for name in guides if f"]({name})" not in listed]


def test_architecture_names_files_that_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    names = set(re.findall(r"`([\w/]+\.(?:py|html))`", text))
    assert len(names) > 15
    known = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert not [
        name for name in names if not any(f"/{path}".endswith(f"/{name}") for path in known)
    ]


def pins(path: Path) -> dict[str, tuple[str, str]]:
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line and not line.startswith("#")]
    matches = [PIN.match(line) for line in lines]
    assert all(matches), [line for line, match in zip(lines, matches, strict=True) if not match]
    return {m[1]: (m[2], m[3]) for m in matches if m}


LOCK = ROOT / "plugins/proofolio/scaffold/requirements-lock.txt"
"""What the deploy workflows install, ours and those of authors."""


def test_lock_pins_a_version_with_hashes_of_everything_needed() -> None:
    pinned = pins(LOCK)
    assert all("--hash=sha256:" in rest for _, rest in pinned.values())
    assert not [name for name, (_, rest) in pinned.items() if ";" in rest], "one for all systems"
    for requirement in RUNTIME:
        if requirement.marker is None:
            version, _ = pinned[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), f"{requirement}: {version} is pinned"


def test_lock_names_libraries_and_no_place_to_get_them_from() -> None:
    text = LOCK.read_text(encoding="utf-8")
    named = [line for line in text.splitlines() if not line.startswith(("#", "    --hash=sha256:"))]
    assert len(named) > 40
    # Anything else would be an option or an address.
    assert not [line for line in named if not re.fullmatch(r"[a-z0-9._-]+==[\w.]+ \\", line)]
    assert "proofolio" not in pins(LOCK)


def test_there_is_one_lock() -> None:
    held = [path for path, text in texts() if "--hash=sha256:" in text and path.suffix == ".txt"]
    assert held == [LOCK.relative_to(ROOT)]


def test_lowest_versions_are_the_lower_bounds_of_the_metadata() -> None:
    bounds = {
        canonicalize_name(requirement.name): specifier.version
        for requirement in RUNTIME
        for specifier in requirement.specifier
        if specifier.operator in (">=", "~=")
    }
    assert bounds
    lowest = {name: version for name, (version, _) in pins(ROOT / "tests/lowest.txt").items()}
    assert lowest == bounds


def lint_imports(package_root: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = {"PYTHONPATH": str(package_root), "PATH": "", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_imports_go_down_and_only_the_adapters_know_mkdocs() -> None:
    result = lint_imports(ROOT / "plugins")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("model", "import proofolio.views", "Imports go down"),
        ("views", "import mkdocs", "Only the adapters know MkDocs"),
    ],
)
def test_import_rules_can_fail(tmp_path: Path, room: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "plugins/proofolio", tmp_path / "proofolio")
    with (tmp_path / "proofolio" / room / "__init__.py").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(tmp_path)
    assert result.returncode == 1, result.stdout
    assert f"{contract} BROKEN" in re.sub(r"\s+", " ", result.stdout)


def test_tests_reach_no_other_host() -> None:
    with socket.socket() as unconnected, pytest.raises(RuntimeError, match="no other host"):
        unconnected.connect(("192.0.2.1", 80))


def test_local_server_answers_under_a_sub_path_only(
    tmp_path: Path, serve_site: Callable[..., str]
) -> None:
    from urllib.error import HTTPError
    from urllib.request import urlopen

    (tmp_path / "index.html").write_text("home")
    (tmp_path / "404.html").write_text("not here")
    address = serve_site(tmp_path, prefix="/portfolio/")
    with urlopen(address) as answer:
        assert answer.read() == b"home"
    for missing in (address + "nothing/", address.removesuffix("portfolio/")):
        with pytest.raises(HTTPError, match="404") as error:
            urlopen(missing)
        assert error.value.read() == b"not here"
        error.value.close()


def test_browser_fixture_notes_faults(
    tmp_path: Path,
    serve_site: Callable[..., str],
    open_page: Callable[..., object],
    faults: list[str],
) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><title>x</title>"
        "<script src=https://elsewhere.example/x.js></script><script>throw Error('mine')</script>"
    )
    open_page(serve_site(tmp_path))
    assert "another host: https://elsewhere.example/x.js" in faults
    assert any("mine" in fault for fault in faults)


@pytest.mark.slow
@pytest.mark.parametrize(("options", "code"), [([], 0), (["--no-skips"], 1)])
def test_skips_are_counted_and_can_be_refused(
    tmp_path: Path, options: list[str], code: int
) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('n', range(3))\n"
        "def test_it(n): n and pytest.skip('no such thing here')\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(tmp_path)]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "2 skipped: no such thing here" in result.stdout
    assert result.returncode == code
