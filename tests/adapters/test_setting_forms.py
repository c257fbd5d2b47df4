"""Settings of Material that no template could read are told, and the site is built without them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.plugins import BasePlugin

from proofolio.adapters.mkdocs.theme_settings import check_theme_settings, known_settings

Report = Callable[..., tuple[Path, list[str]]]
MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
FORMS = known_settings()["forms"]
PARENTS = {name for name in FORMS if any(other.startswith(f"{name}.") for other in FORMS)}
VALUES: list[Any] = [7, 2.5, True, "nonsense", [1, None], ["a"], [{"a": "b"}], {"a": 1}, {}, [], ""]
OF_FORM = {
    "text": [v for v in VALUES if isinstance(v, str)],
    "words": [["a"], []],
    "mapping": [{"a": 1}, {}],
    "flag": [True],
}


def site_with(folder: Path, settings: dict[str, Any]) -> Path:
    """A small site with these settings, which are named by their places."""
    shutil.copytree(MINIMAL, folder)
    (folder / "site_src/own.md").write_text("# Own\n\nText.\n", encoding="utf-8")
    written = yaml.safe_load((MINIMAL / "mkdocs.yml").read_text(encoding="utf-8"))
    written["plugins"][1] = {"proofolio/portfolio": {"cards": False}}
    for setting, value in settings.items():
        place = written
        *above, last = setting.split(".")
        for key in above:
            place = place.setdefault(key, {})
        place[last] = value
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(written), encoding="utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("parents", [False, True], ids=["values", "groups"])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_any_value_of_any_setting_is_built(
    value: Any, parents: bool, tmp_path: Path, build_report: Report, load: Callable[..., Any]
) -> None:
    tried = [name for name in FORMS if (name in PARENTS) == parents]
    # What stands under a group that cannot be read is gone with it.
    tried = [name for name in tried if name.rpartition(".")[0] not in tried]
    assert tried
    folder = site_with(tmp_path / "author", dict.fromkeys(tried, value))
    # Before they are said, for a build says what is alike at once.
    messages = [str(problem) for problem in check_theme_settings(load(folder))]
    built, _ = build_report(folder)
    assert (built / "own/index.html").is_file()
    for name in tried:
        fits = value in OF_FORM.get(str(FORMS[name]), [[]])
        cannot = [m for m in messages if f": {name}: this cannot be read" in m]
        assert bool(cannot) != fits, (name, messages)
        assert not cannot or cannot[0].startswith("mkdocs.yml:")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"theme.logo": "none.svg"}, 'theme.logo: there is no file "none.svg" in `site_src/`.'),
        ({"theme.favicon": "none.svg"}, 'theme.favicon: there is no file "none.svg"'),
        ({"theme.icon.menu": "material/none"}, 'theme.icon.menu: there is no icon "material/none"'),
        ({"theme.icon.admonition.note": "none"}, "theme.icon.admonition.note: there is no icon"),
        (
            {"extra.social": [{"icon": "x/none", "link": "https://a.example/"}]},
            'extra.social.0.icon: there is no icon "x/none"',
        ),
        (
            {"extra.analytics": {"provider": "plausible"}},
            'extra.analytics.provider: there is no template for "plausible". Write partials/',
        ),
        (
            {"theme.palette": [{"scheme": "slate", "toggle": {"icon": "none", "name": "Light"}}]},
            'theme.palette.0.toggle.icon: there is no icon "none"',
        ),
        ({"theme.palette": [{"scheme": "slate", "toggle": "x"}]}, "theme.palette.0.toggle"),
        (
            {"theme.features": ["navigation.topp"]},
            'no "navigation.topp". Did you mean "navigation.',
        ),
        ({"theme.feature": ["a"]}, 'theme.feature: Material has no "feature". Did you mean "feat'),
        ({"extra.socials": []}, 'extra.socials: Material has no "socials". Did you mean "social"?'),
    ],
)
def test_what_a_setting_names_in_vain_is_told_and_left_out(
    settings: dict[str, Any], says: str, tmp_path: Path, build_report: Report
) -> None:
    built, messages = build_report(site_with(tmp_path / "author", settings))
    (told,) = [text for text in messages if says in text]
    assert told.startswith("INFO proofolio: mkdocs.yml:")
    assert (built / "own/index.html").is_file()


def test_names_of_an_author_s_own_are_no_slips(tmp_path: Path, load: Callable[..., Any]) -> None:
    own = {"theme.features": ["my.thing", "navigation.top"], "extra.colour": 1, "theme.my_key": 2}
    assert not check_theme_settings(load(site_with(tmp_path / "a", own)))
    folder = site_with(tmp_path / "b", {"extra.socials": [1], "theme.custom_dir": "overrides"})
    (folder / "overrides").mkdir()
    template = folder / "overrides/main.html"
    template.write_text('{% extends "base.html" %}', encoding="utf-8")
    assert [each.code for each in check_theme_settings(load(folder))] == ["unknown-setting"]
    template.write_text("{{ config.extra.socials }}", encoding="utf-8")
    assert not check_theme_settings(load(folder))


def test_plugins_that_do_nothing_for_entries_are_told_in_the_same_note(
    tmp_path: Path, load: Callable[..., Any]
) -> None:
    config = load(site_with(tmp_path / "author", {"theme.features": ["toc.follow"]}))
    config.plugins["bibtex"] = BasePlugin()
    (note,) = check_theme_settings(config)
    assert "these settings do nothing here: toc.follow (" in note.text
    assert "these plugins do nothing for posts, projects" in note.text
    assert "bibtex (it reads your pages in `site_src/` alone; in posts" in note.text


def test_comments_stand_between_an_entry_and_the_call_to_action(
    tmp_path: Path, build_report: Report
) -> None:
    folder = site_with(tmp_path / "author", {"theme.custom_dir": "overrides"})
    (folder / "overrides/partials").mkdir(parents=True)
    partial = "{% if page.meta.comments %}<p>Comments</p>{% endif %}"
    (folder / "overrides/partials/comments.html").write_text(partial, encoding="utf-8")
    (folder / "posts").mkdir()
    for name, head in (("with", "comments: true\n"), ("without", "")):
        text = f"---\ndate: 2026-05-01\n{head}---\n# A post {name}\n\nIts text.\n"
        (folder / f"posts/{name}.md").write_text(text, encoding="utf-8")
    built, _ = build_report(folder)
    page = (built / "posts/with/index.html").read_text(encoding="utf-8")
    assert page.index("Its text") < page.index("<p>Comments</p>") < page.index('class="pf-band"')
    assert "pf-after" not in (built / "posts/without/index.html").read_text(encoding="utf-8")


@pytest.fixture
def load() -> Callable[[Path], Any]:
    """`load(folder)`: the settings of a site."""
    from mkdocs.config import load_config

    return lambda folder: load_config(str(folder / "mkdocs.yml"))
