"""Options of our plugins: a slip is told with the nearest name, a wrong value with its cure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort, ConfigurationError

from proofolio.adapters.mkdocs import options
from proofolio.adapters.mkdocs.option_words import Options

Report = Callable[..., tuple[Path, list[str]]]
MINIMAL = Path(__file__).parent.parent / "sites" / "minimal"
CLASSES = [
    each
    for each in vars(options).values()
    if isinstance(each, type) and issubclass(each, Options) and each is not Options
]
WRONG: list[object] = [3, 0.5, True, "nonsense", ["a", 1], {"a": {"b": 1}}, None, "", [[]]]


def test_any_wrong_value_is_told_without_python() -> None:
    told = 0
    assert len(CLASSES) == 5
    for each in CLASSES:
        for name, _ in each._schema:
            for value in WRONG:
                config = each()
                config.load_dict({name: value})
                failed, _ = config.validate()
                for key, error in failed:
                    told += 1
                    assert key == name
                    assert "<class" not in str(error), (name, value, error)
                    assert "write" in str(error).lower(), (name, value, error)
    assert told > 60


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"palete": "iron"}, "option 'palete': there is no such option. Did you mean `palette`?"),
        ({"zzz": 1}, "option 'zzz': there is no such option. There are: `projects`, `posts`,"),
    ],
)
def test_a_slip_is_told_with_the_nearest_name(
    option: dict[str, object],
    says: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    build_report: Report,
) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "author"))
    _write(folder, option)
    _, messages = build_report(folder)
    assert any(
        f"WARNING Config value 'plugins': Plugin 'proofolio/portfolio' {says}" in m
        for m in messages
    ), messages


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"palette": "petrl"}, "write `petrol` or `iron`, not `petrl`. Did you mean `petrol`?"),
        ({"pictures": "no"}, "write `true` or `false`, not `no`."),
        ({"allow_leaks": ["a"]}, "write keys with values, as `{key: value}`, not `['a']`."),
    ],
)
def test_a_wrong_value_ends_the_build_with_what_to_write(
    option: dict[str, object],
    says: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    build_report: Report,
) -> None:
    folder = Path(shutil.copytree(MINIMAL, tmp_path / "author"))
    _write(folder, option)
    with pytest.raises((Abort, ConfigurationError)):
        build_report(folder)
    assert any(says in text for text in caplog.messages), caplog.messages


def _write(folder: Path, option: dict[str, object]) -> None:
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"][1] = {"proofolio/portfolio": {"cards": False, **option}}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
