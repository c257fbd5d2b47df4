"""A new site names a proofolio that the machine which deploys it can install."""

from __future__ import annotations

import csv
import io
import json
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from proofolio import cli, installed
from proofolio.installed import PACKAGE, pack_wheel

Install = Callable[..., Distribution]
HERE = {"url": "file:///somewhere"}
WHEEL = "./vendor/proofolio-{version}-py3-none-any.whl"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Unpacks a wheel as an installer does, which notes where it came from unless on an index."""

    def unpack(version: str, origin: dict[str, Any] | None = None) -> Distribution:
        folder = tmp_path / "site-packages"
        made = pack_wheel(distribution("proofolio"), PACKAGE, version)
        assert made
        with ZipFile(io.BytesIO(made[1])) as wheel:
            wheel.extractall(folder)
        (folder / "proofolio/__pycache__").mkdir()
        (folder / "proofolio/__pycache__/cli.pyc").write_bytes(b"compiled")
        about = folder / f"proofolio-{version}.dist-info"
        record = about / "RECORD"
        added = {"INSTALLER": "pip\n"} | ({"direct_url.json": json.dumps(origin)} if origin else {})
        for name, text in added.items():
            (about / name).write_text(text)
            record.write_text(f"{record.read_text()}{about.name}/{name},,\n")
        (found,) = Distribution.discover(name="proofolio", path=[str(folder)])
        monkeypatch.setattr(installed, "distribution", lambda name: found)
        monkeypatch.setattr(installed, "own_version", lambda: version)
        monkeypatch.setattr(installed, "PACKAGE", folder / "proofolio")
        return found

    return unpack


def git_origin(url: str, **more: str) -> dict[str, Any]:
    return {"url": url, "vcs_info": {"vcs": "git", "commit_id": "ab12"}, **more}


@pytest.mark.parametrize(
    ("version", "origin", "line"),
    [
        ("0.2.0", None, "proofolio==0.2.0"),
        ("0.2.1.dev7", None, WHEEL),
        ("0.2.0", {**HERE, "dir_info": {}}, WHEEL),
        ("0.2.1.dev7", {**HERE, "dir_info": {"editable": True}}, WHEEL),
        ("0.2.0", {**HERE, "archive_info": {}}, WHEEL),
        (
            "0.2.0",
            git_origin("https://git.example/p"),
            "proofolio @ git+https://git.example/p@ab12",
        ),
        (
            "0.2.1.dev7",
            git_origin("https://git.example/p", subdirectory="python"),
            "proofolio @ git+https://git.example/p@ab12#subdirectory=python",
        ),
        ("0.2.1.dev7", git_origin("ssh://git@git.example/p"), WHEEL),
        ("0.2.1.dev7", git_origin("https://ada:secret@git.example/p"), WHEEL),
        ("0.2.1.dev7", git_origin("http://git.example/p"), WHEEL),
        ("0.2.1.dev7", git_origin("file:///home/ada/p"), WHEEL),
    ],
)
def test_requirements_name_what_the_deploy_can_install(
    install: Install, tmp_path: Path, version: str, origin: dict[str, Any] | None, line: str
) -> None:
    install(version, origin)
    result = new(tmp_path / "site")
    line = line.format(version=version)
    assert lines(tmp_path / "site") == [line]
    vendored = sorted(tmp_path.glob("site/vendor/*"))
    assert [f"./vendor/{path.name}" for path in vendored] == [line][: len(vendored)]
    assert bool(vendored) == line.startswith("./") == ("vendor/" in result.output)


def new(site: Path) -> Result:
    result = CliRunner().invoke(cli.main, ["new", str(site)])
    assert result.exit_code == 0, result.output
    return result


def lines(site: Path) -> list[str]:
    text = (site / "requirements.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_the_wheel_is_the_one_that_was_installed(install: Install) -> None:
    """Packed from a checkout, unpacked by an installer, and packed again: the same bytes."""
    first = pack_wheel(distribution("proofolio"), PACKAGE, "0.2.1.dev7")
    again = pack_wheel(install("0.2.1.dev7", HERE), installed.PACKAGE, "0.2.1.dev7")
    assert first == again
    assert first
    assert first[0] == "proofolio-0.2.1.dev7-py3-none-any.whl"


def test_the_wheel_lists_its_files_and_describes_itself(install: Install) -> None:
    made = pack_wheel(distribution("proofolio"), PACKAGE, "9.8.7")
    assert made
    with ZipFile(io.BytesIO(made[1])) as wheel:
        content = {name: wheel.read(name) for name in wheel.namelist()}
    about = "proofolio-9.8.7.dist-info"
    record = list(csv.reader(content[f"{about}/RECORD"].decode().splitlines()))
    assert {row[0] for row in record} == content.keys()
    for name, digest, size in record:
        if not name.endswith("/RECORD"):
            wanted = urlsafe_b64encode(sha256(content[name]).digest()).rstrip(b"=").decode()
            assert (digest, size) == (f"sha256={wanted}", str(len(content[name]))), name
    assert "\nVersion: 9.8.7\n" in content[f"{about}/METADATA"].decode()
    needed = ("proofolio/cli.py", "proofolio/scaffold/.gitignore", "proofolio/py.typed")
    needed += (f"{about}/entry_points.txt", f"{about}/licenses/LICENSE", f"{about}/WHEEL")
    assert set(needed) <= content.keys()
    made_by_use = ("pyc", "INSTALLER", "direct_url.json", ".pth", ".part")
    assert not [name for name in content if name.endswith(made_by_use)]


def test_what_cannot_be_packed_is_said_in_one_line(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("0.2.1.dev7", HERE)
    about = tmp_path / "site-packages/proofolio-0.2.1.dev7.dist-info"
    (about / "WHEEL").unlink()
    check_unknown(tmp_path / "incomplete")
    (about / "RECORD").unlink()
    check_unknown(tmp_path / "unlisted")
    (about / "direct_url.json").write_text("{")
    check_unknown(tmp_path / "damaged")

    def absent(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "distribution", absent)
    check_unknown(tmp_path / "absent")


def check_unknown(site: Path) -> None:
    assert "write into requirements.txt where others get it" in new(site).output
    # Nothing that an index could answer with somebody else's package.
    assert lines(site) == []
    assert not (site / "vendor").exists()


def test_it_is_python_of_the_standard_library_alone() -> None:
    """`proofolio new` works offline, with what is there."""
    text = Path(installed.__file__).read_text(encoding="utf-8")
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if is_import(line)}
    assert len(imported) > 8
    assert imported <= set(sys.stdlib_module_names) | {"proofolio"}


def is_import(line: str) -> bool:
    return line.startswith(("import ", "from "))
