"""`proofolio check` as an author, a program and GitHub meet it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from proofolio import check_command
from proofolio.checks.catalogue import all_checks
from proofolio.checks.confidential_terms import LIST
from proofolio.checks.findings import Finding, findings_of
from proofolio.checks.report import ALIKE, FIRST, as_github, as_json, as_text
from proofolio.cli import main
from proofolio.problems import Problem

CHECKED = Path(__file__).parent.parent / "sites" / "checked"
BUILDS = "import sys; sys.path.insert(0, '.'); from proofolio.cli import main; main()"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A site with one mistake, seven weaknesses and a hint."""
    folder = tmp_path / "faulty"
    shutil.copytree(CHECKED, folder)
    for name in ("load", "heat", "meters"):
        file = folder / "projects" / f"{name}.yml"
        lines = file.read_text(encoding="utf-8").splitlines()
        lines = [line for line in lines if not line.startswith(("limitations:", "    method:"))]
        file.write_text("\n".join(lines), encoding="utf-8")
    post = folder / "posts" / "bands.md"
    text = post.read_text(encoding="utf-8")
    post.write_text(text.replace("load.yml", "lode.yml"), encoding="utf-8")
    services = folder / "site_src" / "_data" / "services.yml"
    text = services.read_text(encoding="utf-8")
    services.write_text(text.replace("  process: [Call, Measure, Tell]\n", ""), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_a_clean_site_says_so_and_passes() -> None:
    result = run("-f", CHECKED / "mkdocs.yml", "--strict")
    assert result.exit_code == 0
    assert result.output == "Nothing to mend in 8 entries.\n"


def test_the_example_is_clean_and_so_is_its_site(root: Path, example_site: Path) -> None:
    result = run("-f", root / "mkdocs.yml", "--built", example_site, "--strict", "--all")
    assert (result.exit_code, result.output) == (0, "Nothing to mend in 36 entries.\n")


def test_a_new_site_has_nothing_to_mend_but_its_samples(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "mine")]).exit_code == 0
    told = json.loads(run("-f", tmp_path / "mine" / "mkdocs.yml", "--format", "json").output)
    assert {found["check"] for found in told["findings"]} == {"CFG-008"}
    assert len(told["findings"]) == 7


def test_folders_of_another_name_are_looked_through_as_well(tmp_path: Path) -> None:
    """What is found does not depend on what `projects`, `posts` and the docs are called."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
    names = {"projects": "projects", "posts": "posts", "site_src": "site_src"}
    found = []
    for others in (names, {"projects": "work", "posts": "notes/all", "site_src": "pages"}):
        folder = tmp_path / others["posts"].replace("/", "-")
        assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 0
        (folder / "private").mkdir()
        (folder / LIST).write_text("Nordwind Netze", "utf-8")
        draft = "title: A draft\nstatus: draft\nproblem: For Nordwind Netze.\n"
        (folder / "projects/draft.yml").write_text(draft, "utf-8")
        (folder / "posts/notes.txt").write_text("Nordwind Netze", "utf-8")
        Image.new("RGB", (8, 8)).save(folder / "projects/home.jpg", exif=exif)
        settings = (folder / "mkdocs.yml").read_text("utf-8")
        for name, other in others.items():
            (folder / other).parent.mkdir(exist_ok=True)
            (folder / name).rename(folder / other)
        settings = settings.replace("docs_dir: site_src", f"docs_dir: {others['site_src']}")
        options = f"{{projects: {others['projects']}, posts: {others['posts']}}}"
        settings = settings.replace("proofolio/portfolio #", f"proofolio/portfolio: {options} #")
        (folder / "mkdocs.yml").write_text(settings, "utf-8")
        told = json.loads(run("-f", folder / "mkdocs.yml", "--format", "json").output)
        back = {other: name for name, other in others.items()}
        found.append(
            sorted(
                (each["check"], next(
                    (each["path"].replace(other, name, 1) for other, name in back.items()
                     if each["path"].startswith(f"{other}/")), each["path"]), each["line"] or 0)
                for each in told["findings"]
            )
        )  # fmt: skip
    assert {"CFG-008", "NDA-001"} <= {check for check, _, _ in found[0]}
    assert ("NDA-001", "posts/notes.txt", 1) in found[0]
    assert [path for check, path, _ in found[0] if check == "PUB-005"] == ["projects/home.jpg"]
    # Links of the samples name the folders.
    assert [each for each in found[1] if not each[0].startswith("LNK")] == found[0]


def test_a_bar_shows_itself_where_reading_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        """Nobody sits at the terminal of a test."""

        def isatty(self) -> bool:
            return True

    for patience, is_shown in ((60, False), (-1, True)):
        monkeypatch.setattr(check_command, "PATIENCE_SECONDS", patience)
        monkeypatch.setattr(sys, "stderr", terminal := Terminal())
        entries = [object(), object(), object()]
        assert list(check_command._with_bar(entries)) == entries  # type: ignore[arg-type]
        assert ("Reading" in terminal.getvalue()) is is_shown


def test_five_findings_first_and_how_many_are_left(faulty: Path) -> None:
    result = run("-f", faulty / "mkdocs.yml")
    assert result.exit_code == 0
    blocks = result.output.split("\n\n")
    first = 'warning LNK-001  posts/bands.md:8\n  "../projects/lode.yml" is no page and no file.'
    assert blocks[0].startswith(first)
    assert [block.split()[1] for block in blocks[:-1]] == [
        "LNK-001",
        "OUT-005",
        "EVD-002",
        "CNT-005",
    ]
    assert [block.count("warning ") for block in blocks[:-1]] == [1, ALIKE, 1, 1]
    places = "projects/heat.yml:1, projects/load.yml:1, projects/meters.yml:1"
    assert blocks[-2].startswith(f"warning CNT-005  {places}\n  This project has no `limitations`.")
    assert [block.count("  Fix: ") for block in blocks[:-1]] == [1, 1, 1, 1]
    assert "8 warnings, 1 hint" in blocks[-1]
    assert f"the {FIRST} to mend first; `--all` shows 1 warning, 1 hint more" in blocks[-1]
    everything = run("-f", faulty / "mkdocs.yml", "--all").output
    assert len([line for line in everything.splitlines() if line[:1].isalpha()]) == 7


def test_what_is_alike_is_told_once_with_its_places(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", str(tmp_path / "mine")]).exit_code == 0
    told = run("-f", tmp_path / "mine" / "mkdocs.yml").output
    assert told.count("warning CFG-008  ") == 1
    assert told.count("This is the sample that came with the site") == 1
    assert " and 4 more\n" in told
    assert told.endswith("7 warnings in 5 entries. `--all` names every place.\n")
    everything = run("-f", tmp_path / "mine" / "mkdocs.yml", "--all").output
    files = json.loads(run("-f", tmp_path / "mine" / "mkdocs.yml", "--format", "json").output)
    assert all(found["path"] in everything for found in files["findings"])
    assert everything.count("CFG-008") == 1


def many(checks: int, files: int, texts: int) -> tuple[Finding, ...]:
    """Findings of some checks in some files, which say one of some texts."""
    codes = [check.codes[0] for check in all_checks().values() if check.codes][:checks]
    return findings_of(
        Problem(code, f"Text {file % texts} of {code}.", f"projects/n{file:03}.ipynb",
                field=f"cell {file % 7 + 1}")
        for code in codes
        for file in range(files)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("checks", "files", "texts"),
    [(1, 1, 1), (3, 70, 1), (3, 70, 70), (5, 600, 600), (90, 90, 90), (90, 3, 1), (2, 5000, 3)],
)
def test_a_report_has_fewer_than_500_lines_and_says_how_to_see_the_rest(
    checks: int, files: int, texts: int
) -> None:
    findings = many(checks, files, texts)
    told = as_text(findings, files, everything=True, style=lambda text, _: text)
    assert len(told.splitlines()) < 500
    seen = sum(found.problem.path in told for found in findings)
    assert f"{len(findings)} " in told or "error" in told
    assert (seen < len(findings)) <= ("`--format json` every one" in told)
    first = findings[0].problem
    assert first.text in told
    assert first.path in told
    if checks * files <= 210 and texts == 1:
        assert seen == len(findings)
        assert "`--format json`" not in told
    assert len(json.loads(as_json(findings, files))["findings"]) == len(findings)
    assert as_github(findings).count("\n") == len(findings) - 1


def test_findings_of_one_notebook_stand_under_its_name() -> None:
    problems = [
        Problem(
            "broken-link", f'"{cell}.html" is no page.', "projects/a.ipynb", field=f"cell {cell}"
        )
        for cell in (2, 5, 11)
    ]
    other = Problem("broken-link", '"x" is no page.', "projects/b.ipynb", field="cell 1")
    told = as_text(findings_of([*problems, other]), 2, everything=True, style=lambda text, _: text)
    assert told.startswith(
        "warning LNK-001  projects/a.ipynb  3 places\n"
        '  cell 2: "2.html" is no page.\n  cell 5: "5.html" is no page.\n'
        '  cell 11: "11.html" is no page.\n'
        'warning LNK-001  projects/b.ipynb: cell 1\n  "x" is no page.\n'
    )


def test_only_some_checks(faulty: Path) -> None:
    settings = faulty / "mkdocs.yml"
    assert run("-f", settings, "--only", "OUT,cnt-005").exit_code == 0
    assert run("-f", settings, "--only", "OUT,cnt-005", "--strict").exit_code == 1
    told = json.loads(run("-f", settings, "--only", "OUT,cnt-005", "--format", "json").output)
    assert {found["check"] for found in told["findings"]} == {"OUT-005", "CNT-005"}
    wrong = run("-f", settings, "--only", "OUCH")
    assert wrong.exit_code == 2
    assert 'no check "OUCH"' in wrong.output


def test_json_tells_everything(faulty: Path) -> None:
    told = json.loads(run("-f", faulty / "mkdocs.yml", "--format", "json").output)
    assert told["counts"] == {"error": 0, "warning": 8, "info": 1}
    first = told["findings"][0]
    assert (first["check"], first["path"], first["line"]) == ("LNK-001", "posts/bands.md", 8)
    assert first["item"] == "post:bands"
    assert all(found["why"] and found["fix"] and found["docs"] for found in told["findings"])


def test_github_shows_findings_at_their_lines(faulty: Path) -> None:
    lines = run("-f", faulty / "mkdocs.yml", "--format", "github").output.splitlines()
    assert len(lines) == 9
    start = "::warning file=posts/bands.md,line=8,title=LNK-001%3A A link leads nowhere::"
    assert lines[0].startswith(start)
    assert [line.partition(" ")[0] for line in lines].count("::warning") == 8
    assert lines[-1].startswith("::notice ")


def test_an_annotation_stays_on_one_line() -> None:
    hostile = Problem("no-limits", "50 % of\n::error::x", "projects/a,b:c.yml", 3)
    told = as_github(findings_of([hostile]))
    assert told.count("\n") == 0
    assert told.startswith("::warning file=projects/a%2Cb%3Ac.yml,line=3,title=CNT-005%3A ")
    assert "50 %25 of%0A::error::x%0A" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("projects/a.yml has the same summary.", "projects/a.yml has the same summary."),
        ("plot.png has 6.1 MB.", "plot.png has 6.1 MB."),
        ("no `method`.", "No `method`."),
    ],
)
def test_a_file_is_named_as_it_is_written(text: str, said: str) -> None:
    assert f"::{said}%0A" in as_github(findings_of([Problem("no-limits", text, "a.yml", 1)]))


def test_the_same_day_gives_the_same_output(faulty: Path) -> None:
    first, second = (run("-f", faulty / "mkdocs.yml", "--all").output for _ in range(2))
    assert first == second


def test_what_cannot_be_looked_at_exits_with_2(tmp_path: Path) -> None:
    assert run("-f", tmp_path / "mkdocs.yml").exit_code == 2
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: x\ndocs_dir: pages\nplugins: []\n", encoding="utf-8")
    (tmp_path / "pages").mkdir()
    result = run("-f", settings)
    assert result.exit_code == 2
    assert "Error: mkdocs.yml: there is no proofolio/portfolio" in result.output
    settings.write_text("site_name: [x\n", encoding="utf-8")
    assert run("-f", settings).exit_code == 2


def test_only_a_danger_fails_and_with_strict_a_warning(faulty: Path) -> None:
    settings = faulty / "mkdocs.yml"
    assert run("-f", settings).exit_code == 0
    assert run("-f", settings, "--strict").exit_code == 1
    (faulty / "notes").mkdir()
    (faulty / "private").mkdir()
    (faulty / "private/confidential.txt").write_text("half of the meters\n", encoding="utf-8")
    meters = faulty / "projects/meters.yml"
    meters.write_text(f"{meters.read_text(encoding='utf-8')}\nresult: Half of the meters.\n")
    result = run("-f", settings)
    assert result.exit_code == 1
    assert "1 error" in result.output


def test_explanations() -> None:
    result = run("--explain", "out-007")
    assert result.output.startswith(
        "OUT-007  A number does not stand in the cell it names (warning)"
    )
    assert run("--explain", "OUT-999").exit_code == 2


def test_each_check_is_told_in_a_few_words() -> None:
    checks = all_checks().values()
    assert len(checks) > 40
    assert not [c.id for c in checks if not (c.why.endswith(".") and c.fix.endswith("."))]
    assert not [check.id for check in checks if len(check.title) > 80]


def test_nothing_but_the_cache_is_written_and_no_cell_is_run(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(CHECKED, folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace('cache: ""', "cache: .kept")
    settings.write_text(text, encoding="utf-8")
    before = sorted(path for path in folder.rglob("*") if path.is_file())
    command = [sys.executable, "-c", BUILDS, "check", "-f", "mkdocs.yml"]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, env=os.environ, check=False
        )
        assert (done.returncode, done.stdout) == (0, "Nothing to mend in 8 entries.\n"), done.stderr
        assert done.stderr == ""
    after = sorted(path for path in folder.rglob("*") if path.is_file())
    assert [path for path in after if ".kept" not in path.parts] == before
