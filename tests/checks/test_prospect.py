"""What a visitor finds out, told from the built site itself."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proofolio.checks.built import read_built
from proofolio.checks.prospect import Answer, answers_for, next_edit
from proofolio.cli import main
from proofolio.model.kinds import AnyEntry
from proofolio.model.library import Library, Records
from proofolio.model.niche import Niche
from proofolio.model.outcome import Outcome
from proofolio.model.profile import Profile
from proofolio.model.project import Project
from proofolio.model.testimonial import Consent, Speaker, Testimonial
from proofolio.views.words import Words

CHECKED = Path(__file__).parent.parent / "sites" / "checked"
QUOTE = "She told us what we did not want to hear, and she was right."


def library(*entries: AnyEntry) -> Library:
    profile = Profile(name="Ada", headline="Forecasts that hold", email="ada@ada.example")
    made, _ = Library.build(Records(profile, entries), dt.date(2026, 11, 20))
    return made


def answers(tmp_path: Path, content: Library, **pages: str) -> dict[str, Answer]:
    for name, body in pages.items():
        folder = tmp_path if name == "home" else tmp_path / name.replace("_", "/")
        folder.mkdir(parents=True, exist_ok=True)
        page = f"<title>{name}</title><main>{body}</main>"
        (folder / "index.html").write_text(page, encoding="utf-8")
    site = read_built(tmp_path, "")
    return {answer.question: answer for answer in answers_for(site, content, Words("en"))}


NICHE = Niche(id="power", name="Power", headline="For networks", who="Planning leads")
PROJECT = Project(
    id="load",
    title="Load",
    niches=("power",),
    outcomes=(Outcome(key="mape", metric="Day-ahead error", value="3.5", unit="%"),),  # type: ignore[arg-type]
)
VOICE = Testimonial(
    id="ilse",
    text=QUOTE,
    author=Speaker(name="Ilse Brand"),
    role="Head",
    consent=Consent(status="granted"),
    projects=("load",),
)


def test_taps_are_counted_from_page_to_page(tmp_path: Path) -> None:
    found = answers(
        tmp_path,
        library(PROJECT, NICHE, VOICE),
        home='Forecasts that hold <a href="services/">S</a> <a href="mailto:ada@ada.example">m</a>',
        services='For <b>Planning</b> leads <a href="../projects/load/">Work</a>',
        projects_load='Day-ahead error 3.5 % <a href="../../testimonials/">Words</a>',
        testimonials=QUOTE,
    )
    assert {question: answer.taps for question, answer in found.items()} == {
        "What do you do?": 0,
        "For whom?": 1,
        "Did it work?": 2,
        "Who says so?": 3,
        "How do I reach you?": 0,
    }
    assert found["Did it work?"].proof == "projects/load/#outcome-mape"
    assert found["Did it work?"].page == "projects/load/"
    assert found["How do I reach you?"].text == "e-mail to ada@ada.example"
    assert next_edit(tuple(found.values())) == "Bring it nearer: it is 3 taps away."


def test_what_no_page_says_is_missing_with_advice(tmp_path: Path) -> None:
    found = answers(tmp_path, library(), home="Forecasts that hold")
    missing = [question for question, answer in found.items() if answer.taps is None]
    assert missing == ["For whom?", "Did it work?", "Who says so?", "How do I reach you?"]
    assert all(found[question].advice for question in missing)
    assert next_edit(tuple(found.values())).startswith("Write a niche")


def test_what_the_content_says_and_no_page_shows_is_missing(tmp_path: Path) -> None:
    content = library(PROJECT, VOICE)
    found = answers(tmp_path, content, home="Forecasts that hold", testimonials=QUOTE)
    assert found["Who says so?"].taps is None


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", "--as", "prospect", *map(str, arguments)])


def test_the_example_answers_every_question_within_two_taps(root: Path, example_site: Path) -> None:
    for niche in ("", "electricity-networks", "energy-retail"):
        given = ["-f", root / "mkdocs.yml", "--built", example_site, "--format", "json"]
        result = run(*given, "--niche", niche)
        told = json.loads(result.output)
        assert result.exit_code == 0
        assert [answer["taps"] <= 2 for answer in told["answers"]] == [True] * 5
        assert told["next"] == ""


def test_a_site_is_built_to_be_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(CHECKED, folder)
    (folder / "site_src/_data/testimonials.yml").unlink()
    before = sorted(folder.rglob("*"))
    result = run("-f", folder / "mkdocs.yml")
    assert result.exit_code == 1
    assert "4  Who says so?  not answered" in result.output
    assert "Next: Ask a client for two sentences" in result.output
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("niche", ["rain", "powr"])
def test_an_unknown_niche_is_told(niche: str) -> None:
    result = run("-f", CHECKED / "mkdocs.yml", "--built", CHECKED, "--niche", niche)
    assert result.exit_code == 2
    assert f'no page of a niche "{niche}". There are: power.' in result.output
