"""`proofolio reproduce` says of each number whether its notebook still shows it."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from tests.reproduction.sites import PROJECT, notebook

from proofolio import reproduce_command

Make = Callable[..., Path]
Run = Callable[..., Result]
TELLING = """\
title: {title}
outcomes:
  - {{metric: Error, key: error, before: 6.8, value: 3.5, unit: '%', evidence: '#error'}}
  - {{metric: Rows, key: rows, value: 12000, evidence: '#rows'}}
notebook: {title}.ipynb
"""
SAME = ("print('0.0349 after', 0.068)", "rows = 12_000", "rows")
OTHER = ("print('4.12 after 6.8')", "rows = 12_000", "rows")
FAILS = ("print('3.5 after 6.8')", "def f():\n    return 1 / 0\nf()", "12000")


def two_tags(cells: tuple[str, ...]) -> str:
    content = json.loads(notebook(*cells, tag="rows", saved="12000"))
    content["cells"][1]["metadata"] = {"tags": ["error"]}
    content["cells"][1]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "3.5 after 6.8"}
    ]
    return json.dumps(content)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_each_number_is_same_or_other_or_where_its_notebook_failed(
    make_site: Make, reproduce: Run, tmp_path: Path
) -> None:
    files = {f"projects/{name}.yml": TELLING.format(title=name) for name in ("same", "other")}
    files["projects/fails.yml"] = TELLING.format(title="fails")
    files["projects/untold.yml"] = "title: Untold\n"
    writes = "open('written.txt', 'w').write('here')"
    files["projects/same.ipynb"] = two_tags((SAME[0] + "; " + writes, *SAME[1:]))
    files["projects/other.ipynb"] = two_tags(OTHER)
    files["projects/fails.ipynb"] = two_tags(FAILS)
    site = make_site(files)
    before = files_of(site)
    done = reproduce(site, GITHUB_ACTIONS="")
    assert done.exit_code == 1
    lines = [line.strip() for line in done.output.splitlines()]
    assert 'error 6.8: same, the cell "#error" says 0.068' in lines
    assert 'error 3.5: same, the cell "#error" says 0.0349' in lines
    assert 'error 3.5: other, the cell "#error" says 4.12' in lines
    assert lines.count('rows 12000: same, the cell "#rows" says 12000') == 2
    failed = "failed at cell 3: ZeroDivisionError: division by zero"
    assert [line for line in lines if failed in line] == [
        f"{name}: {failed}" for name in ("error 6.8", "error 3.5", "rows 12000")
    ]
    # Nothing of the author's is touched, and one record is new.
    after = files_of(site)
    record = "site_src/_data/reproduced/same.json"
    assert after.keys() - before.keys() == {record}
    assert {name: after[name] for name in before} == before
    told = json.loads(after[record])
    assert told["run"] == ""
    assert told["day"] == "2026-11-20"
    assert [number["found"] for number in told["numbers"]] == ["0.068", "0.0349", "12000"]

    # One that does not hold any more goes; the run of GitHub's is named where it is one.
    text = (site / "projects/same.ipynb").read_text().replace("0.0349", "0.0361")
    (site / "projects/same.ipynb").write_text(text)
    done = reproduce(site, "same")
    assert done.exit_code == 1
    assert "Deleted" in done.output
    assert not (site / record).exists()


def test_what_cannot_be_run_is_told_and_exits_with_2(make_site: Make, reproduce: Run) -> None:
    cells = {"projects/load.ipynb": notebook("print(3.5)")}
    site = make_site({"projects/load.yml": PROJECT, **cells, "projects/plain.yml": "title: Plain"})

    def refused(*ids: str) -> str:
        done = reproduce(site, *ids)
        assert done.exit_code == 2
        assert "Traceback" not in done.output
        return done.output

    assert 'no project "lod"' in refused("lod")
    assert "These can be run: load." in refused("lod")
    assert "projects/plain.yml: has no notebook" in refused("plain")
    (site / "projects/environment.yml").write_text("dependencies: [numpy]\n")
    assert 'are not made from "environment.yml"' in refused()
    (site / "projects/load.yml").write_text(
        PROJECT.replace("load.ipynb", "{file: load.ipynb, requirements: list.txt}")
    )
    assert 'there is no "list.txt"' in refused()
    (site / "projects/environment.yml").unlink()
    (site / "projects/load.yml").write_text(PROJECT)
    (site / "projects/load.ipynb").write_text(notebook("3.5", kernelspec={"language": "R"}))
    assert "written in r; only Python is run" in refused()
    (site / "projects/load.yml").unlink()
    (site / "projects/load.ipynb").unlink()
    assert "no project has a notebook" in refused()


@pytest.mark.parametrize("missing", reproduce_command.NEEDED)
def test_without_the_extra_it_says_what_to_install(
    make_site: Make, reproduce: Run, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    # What is installed for the tests cannot be taken away for one of them.
    monkeypatch.setattr(
        reproduce_command,
        "find_spec",
        lambda name: None if name == missing else importlib.util.find_spec(name),
    )
    done = reproduce(make_site({}))
    assert done.exit_code == 2
    assert 'pip install "proofolio[reproduce]"' in done.output


def test_an_environment_that_cannot_be_made_is_told_with_pips_own_reason(
    make_site: Make, reproduce: Run
) -> None:
    wanted = {"projects/requirements.txt": "surely-no-such-package==1\n"}
    site = make_site(
        {"projects/load.yml": PROJECT, "projects/load.ipynb": notebook("3.5"), **wanted}
    )
    done = reproduce(site, PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    assert done.exit_code == 2
    assert "projects/requirements.txt: its environment cannot be made. ERROR: " in done.output
    assert "surely-no-such-package==1" in done.output
    assert not (site / "site_src/_data/reproduced").exists()


@pytest.mark.slow
def test_a_notebook_gets_the_packages_that_its_list_names(make_site: Make, reproduce: Run) -> None:
    listed = {"projects/list/packages.txt": "-r more.txt\n", "projects/list/more.txt": "six\n"}
    named = PROJECT.replace("load.ipynb", "{file: load.ipynb, requirements: list/packages.txt}")
    import_ = f"import six, sys; assert sys.prefix != {sys.prefix!r}; print(3.5)"
    site = make_site({"projects/load.yml": named, "projects/load.ipynb": notebook(import_)})
    site = make_site(listed)
    done = reproduce(site)
    assert done.exit_code == 0, done.output
    record = json.loads((site / "site_src/_data/reproduced/load.json").read_text())
    assert record["requirements"] == "projects/list/packages.txt"
    assert record["packages"].keys() == {"six"}
    assert set(record["files"]) == {"projects/load.ipynb", "projects/list/packages.txt"}
