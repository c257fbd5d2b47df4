"""What somebody takes back is in no file of the next build: words, names and numbers.

The whole example is built once, with consents taken away, a date that moves past another's
expiry, and numbers written beside a disclosure that hides them. Then every file is searched.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
import yaml

PARTS = ("mkdocs.yml", "feed-ids.yml", "projects", "posts", "site_src")
CHANGES = {
    "henrike-solberg": "{status: withdrawn, date: 2026-11-01}",
    "jana-petrik": "{status: granted, scope: [feed]}",
    "r-halvard": "pending",
    "noor-van-dijk": "refused",
}
PAST_EXPIRY = "1853971200"
"""30 September 2028, the first day on which `katrin-moser` is not to be shown; her entry stays."""
GONE = (*CHANGES, "katrin-moser")
KEPT = ("ilse-brandtner", "tomas-adler", "heat-supply")
COLLABORATOR = "noor-van-dijk"
"""Her name stands beside the work as well, and may."""
WINDOW = 5
"""Words in a row that count as somebody's own."""

Report = Callable[..., tuple[Path, list[str]]]


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def readings(path: Path) -> Iterator[str]:
    """A file as it is, and with escapes and tags taken out."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    text = content.decode("utf-8", errors="ignore")
    yield plain(text)
    text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    text = unescape(unescape(text.replace("\\n", " ")))
    yield plain(re.sub(r"<[^<>]*>", "", text))


def searched(site: Path) -> dict[str, str]:
    """Every file with all it says."""
    files = [path for path in site.rglob("*") if path.is_file()]
    assert len(files) > 100
    return {path.relative_to(site).as_posix(): " | ".join(readings(path)) for path in files}


def windows(text: str) -> list[str]:
    words = plain(text).split()
    return [" ".join(words[i : i + WINDOW]) for i in range(len(words) - WINDOW + 1)]


def telling(root: Path, ids: tuple[str, ...]) -> dict[str, list[str]]:
    """For each testimonial its words in a row and its author's name."""
    listed = (root / "site_src/_data/testimonials.yml").read_text(encoding="utf-8")
    said = yaml.safe_load(listed)
    found = {}
    for id in ids:
        name = plain(said[id].get("author", ""))
        found[id] = windows(said[id]["text"]) + ([name] if name and id != COLLABORATOR else [])
        assert len(found[id]) > 8, id
    return found


@pytest.fixture(scope="module")
def taken_back(
    root: Path, example_site: Path, tmp_path_factory: pytest.TempPathFactory, build_report: Report
) -> tuple[dict[str, str], list[str]]:
    folder = tmp_path_factory.mktemp("taken") / "project"
    folder.mkdir()
    # Its notebooks were rendered for the example a moment ago.
    (folder / ".cache").symlink_to(root / ".cache")
    for part in PARTS:
        copy = shutil.copytree if (root / part).is_dir() else shutil.copy
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy(root / part, folder / part)
    path = folder / "site_src/_data/testimonials.yml"
    text = path.read_text(encoding="utf-8")
    for id, consent in CHANGES.items():
        text, count = re.subn(
            rf"(?sm)(^{id}:.*?consent: )[^\n]*", rf"\g<1>{consent}", text, count=1
        )
        assert count == 1
    path.write_text(text, encoding="utf-8")
    path = folder / "projects/linewatch.yml"
    text = path.read_text(encoding="utf-8")
    assert "    change: -11%\n" in text
    text = text.replace(
        "    change: -11%\n", "    before: 7361.5\n    value: 6036.4\n    unit: MWh\n"
    )
    hidden = "  - {metric: Penalty, value: 48217.3, unit: EUR, disclosure: hidden}\n"
    hidden += (
        "  - {metric: Alarms, value: 92576.4, before: 93182.7, baseline: 2024,"
        " shown: [90000, 95000], disclosure: range}\n"
    )
    text = text.replace("\noutcomes:\n", f"\noutcomes:\n{hidden}")
    assert "48217.3" in text
    path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", PAST_EXPIRY)
        site, messages = build_report(folder)
    return searched(site), messages


def test_words_without_consent_are_in_no_file(
    root: Path, example_site: Path, taken_back: tuple[dict[str, str], list[str]]
) -> None:
    before, (after, _) = " | ".join(searched(example_site).values()), taken_back
    for id, parts in telling(root, GONE).items():
        assert [part for part in parts if part not in before] == [], "the search finds nothing"
        left = {(part, name) for part in parts for name, text in after.items() if part in text}
        assert left == set(), id


def test_everybody_else_is_still_quoted(
    root: Path, taken_back: tuple[dict[str, str], list[str]]
) -> None:
    after = " | ".join(taken_back[0].values())
    for id, parts in telling(root, KEPT).items():
        assert [part for part in parts if part not in after] == [], id


def test_the_build_says_why_each_is_left_out(
    taken_back: tuple[dict[str, str], list[str]],
) -> None:
    said = " | ".join(taken_back[1])
    reasons = {
        "henrike-solberg": "its consent is withdrawn",
        "jana-petrik": "its consent is not for the website",
        "r-halvard": "its consent is pending",
        "noor-van-dijk": "its consent is refused",
        "katrin-moser": "its consent has expired",
    }
    missing = [id for id, why in reasons.items() if not re.search(rf'{id}"[^|]*{why}', said)]
    assert missing == [], said


@pytest.mark.parametrize("number", ["7361.5", "6036.4", "48217.3", "92576.4", "93182.7"])
def test_numbers_that_are_hidden_are_in_no_file(
    taken_back: tuple[dict[str, str], list[str]], number: str
) -> None:
    whole, _, part = number.partition(".")
    grouped = f"{whole[:-3]} {whole[-3:]}"
    written = re.compile(rf"(?<!\d)(?:{whole}|{grouped})(?: {part})?(?!\d)")
    files = taken_back[0]
    assert "18 less" in files["projects/linewatch/index.html"], "the outcome is shown as a change"
    assert "90 000" in files["projects/linewatch/index.html"], "the outcome is shown as a range"
    assert [name for name, text in files.items() if written.search(text)] == []
