"""Each mistake an author can make: one message that helps, and the rest of the site is built."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SITES = Path(__file__).parent.parent / "sites"


def notebook(*outputs: object) -> str:
    """A notebook of one code cell with these outputs."""
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "execution_count": 1,
            "outputs": list(outputs)}  # fmt: skip
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


BAD_PICTURE = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "%%%"}}
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{n}: &{n} [{', '.join(['*' + p] * 9)}]\n" for p, n in zip("abcdefg", "bcdefgh", strict=True)
)


@dataclass(frozen=True)
class Case:
    """A file that is wrong, and what its message must say."""

    name: str
    file: str
    content: str | bytes
    says: str
    """A pattern for the one message, after its level."""


CASES = [
    Case("empty file", "projects/x.yml", "", r"projects/x\.yml:1: .*empty"),
    Case("wrong YAML", "projects/x.yml", "title: a: b\n", r"projects/x\.yml:1: .*quotation marks"),
    Case("tab", "projects/x.yml", "client:\n\tname: A\n", r"projects/x\.yml:2: .*tab"),
    Case(
        "repeated key",
        "projects/x.yml",
        "title: One\nrole: a\nrole: b\n",
        r"projects/x\.yml:3: `role`.*line 2",
    ),
    Case(
        "wrong type",
        "projects/x.yml",
        "title: One\noutcomes:\n  - {metric: Error, value: high}\n",
        r'projects/x\.yml:3: outcomes\..*value: .*"high" is not a number',
    ),
    Case(
        "unknown key",
        "projects/x.yml",
        "title: One\noutcome: Better\n",
        r"projects/x\.yml:2: .*outcomes",
    ),
    Case(
        "reference to nothing",
        "projects/x.yml",
        "title: One\nservices: [queue-revue]\n",
        r'projects/x\.yml:2: services: .*"queue-revue".*"queue-review"',
    ),
    Case(
        "two entries at one address",
        "projects/x.yml",
        "title: One\nslug: triage\n",
        r"projects/(x|triage)\.yml.*projects/(triage|x)\.yml",
    ),
    Case(
        "address that runs a script",
        "projects/x.yml",
        "title: One\nlinks: ['javascript:alert(1)']\n",
        r"projects/x\.yml:2: links.*",
    ),
    Case(
        "end before start",
        "projects/x.yml",
        "title: One\nstart: 2024-05\nend: 2024-03\n",
        r"projects/x\.yml:3: end: .*start",
    ),
    Case(
        "month 13", "projects/x.yml", "title: One\nstart: 2024-13\n", r"projects/x\.yml:2: start: "
    ),
    Case(
        "YAML tag",
        "projects/x.yml",
        "title: !!python/object:os.system x\n",
        r"projects/x\.yml:1: ",
    ),
    Case("alias bomb", "projects/x.yml", f"title: One\n{BOMB}", r"projects/x\.yml(:\d+)?: "),
    Case("depth", "projects/x.yml", f"title: {'[' * 3000}\n", r"projects/x\.yml(:\d+)?: .*deep"),
    Case("empty notebook", "projects/x.ipynb", "", r"projects/x\.ipynb:1: .*empty"),
    Case("truncated notebook", "projects/x.ipynb", notebook()[:-30], r"projects/x\.ipynb(:\d+)?: "),
    Case("notebook that is a list", "projects/x.ipynb", "[]", r"projects/x\.ipynb: "),
    Case(
        "merge markers",
        "projects/x.ipynb",
        f"<<<<<<< HEAD\n{notebook()}\n=======\n{{}}\n>>>>>>> b\n",
        r"projects/x\.ipynb:1: .*merge",
    ),
    Case(
        "invalid base64",
        "projects/x.ipynb",
        notebook(BAD_PICTURE),
        r"projects/x\.ipynb: cell 1: ",
    ),
    Case(
        "not UTF-8", "projects/x.yml", "title: Größe\n".encode("latin-1"), r"projects/x\.yml.*UTF-8"
    ),
    Case(
        "missing image",
        "projects/x.yml",
        "title: One\nimage: {src: none.png, alt: A plot}\n",
        r"projects/x\.yml:2: image.*none\.png",
    ),
    Case(
        "link to nothing",
        "projects/x.md",
        "---\ntitle: One\n---\nSee [this](none.md).\n",
        r"projects/x\.md:4: .*none\.md",
    ),
    Case(
        "unknown block",
        "site_src/page.md",
        "# Page\n\n{{< project limit=3 >}}\n",
        r"site_src/page\.md:3: .*projects",
    ),
    Case(
        "unfinished block",
        "site_src/page.md",
        "# Page\n\n{{< projects >\n\nAnd `{{< projects >` in code.\n",
        r"site_src/page\.md:3: .*{{< projects >.*backquotes",
    ),
    Case(
        "block within a line",
        "projects/x.md",
        "# One\n\nSee {{< services >}} here.\n",
        r"projects/x\.md:3: .*{{< services >}}",
    ),
    Case(
        "price with a point for thousands",
        "site_src/_data/services.yml",
        "- name: Review\n  summary: Two weeks.\n  price: from 4.800 EUR\n",
        r"services\.yml:3: .*price.*4800 EUR",
    ),
    Case(
        "claim without evidence",
        "site_src/_data/services.yml",
        "- name: Review\n  summary: Two weeks.\n  claims: [It holds.]\n",
        r'services\.yml:3: claims: nothing backs "It holds\."',
    ),
    Case(
        "niche that nothing names",
        "site_src/_data/niches.yml",
        "energy: {name: Energy, headline: For networks}\n",
        r"niches\.yml:1: no service and no project names this niche.*niches: \[energy\]",
    ),
    Case(
        "10 MB notebook",
        "projects/x.ipynb",
        notebook({"output_type": "stream", "name": "stdout", "text": "x" * 10_500_000}),
        r"projects/x\.ipynb.*MB",
    ),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))


def warnings_of(messages: list[str]) -> list[str]:
    return [m for m in messages if m.startswith(("WARNING", "ERROR")) and "Material" not in m]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_mistake_gets_one_message_and_the_rest_is_built(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]], case: Case
) -> None:
    path = site / case.file
    content = case.content
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    built, messages = build_report(site)
    told = warnings_of(messages)
    assert len(told) == 1, told
    assert re.search(case.says, told[0], re.IGNORECASE | re.DOTALL), told[0]
    assert "pydantic" not in told[0]
    assert "Decimal" not in told[0]
    assert (built / "projects/triage/index.html").is_file()
    assert (built / "index.html").is_file()


def test_a_mistake_in_a_file_is_told_once_and_not_at_all_that_names_its_entries(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    (site / "projects/x.yml").write_text("title: a: b\nservices: [review]\n", encoding="utf-8")
    (site / "site_src/_data/services.yml").write_text("review: {name: [Review}\n", encoding="utf-8")
    (site / "projects/y.md").write_text(
        "---\ntitle: Y\nrelated: [x]\nservices: [review]\n---\nAfter [X](x.yml).\n",
        encoding="utf-8",
    )
    (site / "site_src/mine.md").write_text(
        "# Mine\n\n{{< outcome id=x/mape >}}\n", encoding="utf-8"
    )
    _, messages = build_report(site)
    told = warnings_of(messages)
    assert len(told) == 2
    assert "projects/x.yml:1: " in told[0]
    assert "services.yml:1: " in told[1]
    notes = [message for message in messages if "is not shown" in message]
    assert len(notes) == 4
    assert 'project "x" is not shown, because something in it is missing or wrong' in str(notes)


def test_a_symlink_out_of_the_folder_is_not_followed(
    site: Path, tmp_path: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    (tmp_path / "secret.yml").write_text("title: Outside\n", encoding="utf-8")
    (site / "projects" / "x.yml").symlink_to(tmp_path / "secret.yml")
    built, messages = build_report(site)
    (told,) = warnings_of(messages)
    assert "projects/x.yml" in told
    assert not (built / "projects/x/index.html").exists()


@pytest.mark.parametrize("missing", ["projects", "site_src/_data"])
def test_missing_folders_do_not_stop_the_build(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]], missing: str
) -> None:
    shutil.rmtree(site / missing)
    (site / "site_src" / "_data" / "testimonials.yml").unlink(missing_ok=True)
    built, messages = build_report(site)
    assert (built / "index.html").is_file()
    (told,) = warnings_of(messages)
    assert missing in told


def test_a_site_without_an_address_is_told_once(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    settings = site / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("site_url: https://ana.example/\n", "")
    settings.write_text(f"{text}  - proofolio/feeds: {{authority: ana}}\n", encoding="utf-8")
    built, messages = build_report(site)
    (told,) = warnings_of(messages)
    assert "mkdocs.yml: site_url is missing" in told
    assert not (built / "feed.xml").exists()
    assert not (built / "assets" / "cards").exists()


def test_a_closed_site_that_still_leads_to_a_booking_is_told_where(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    call = "https://cal.example/ana"
    with (site / "site_src/_data/profile.yml").open("a", encoding="utf-8") as profile:
        profile.write(f"contact: {{booking_url: '{call}'}}\navailability: closed\n")
    page = site / "site_src/how.md"
    page.write_text(f"---\nicon: x\n---\n# How\n\n[Book]({call})\n", encoding="utf-8")
    built, messages = build_report(site)
    (told,) = warnings_of(messages)
    assert f"site_src/how.md:6: leads to {call}, though `availability` is `closed`" in told
    ours = [path for path in built.rglob("*.html") if path.parent.name != "how"]
    assert len(ours) > 3
    assert not [path for path in ours if call in path.read_text(encoding="utf-8")]


def test_mistakes_fail_a_strict_build(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    from mkdocs.exceptions import Abort

    (site / "projects" / "x.yml").write_text("title: One\nstart: 2024-13\n", encoding="utf-8")
    with pytest.raises(Abort):
        build_report(site, strict=True)


VALID = {
    "NO and times": "title: One\nrole: NO\neffort: 12:30\nlicense: 1.10\n",
    "number as title": "title: 2024\n",
    "Chinese title": "title: 电力负荷预测\n",
    "Arabic title": "title: توقع الأحمال\n",
    "emoji title": "title: 🔌⚡\n",
    "300 characters": f"title: {'Long words ' * 27}\n",
    "BOM": "\ufefftitle: One\n",
    "CRLF": "title: One\r\nrole: Lead\r\n",
    "HTML and quotes": 'title: \'<script>alert(1)</script> "q" & <b>\'\nrole: "it\'s <i>"\n',
    "future date": "title: One\ndate: 2031-01-01\n",
    "keys of one's own": "title: One\nx_note: mine\n",
}
VALID_FILES = {
    "Quarto's front matter": (
        "projects/x.md",
        "---\ntitle: One\nformat: html\nexecute:\n  echo: false\n---\nText.\n",
    ),
    "Material's front matter": (
        "projects/x.md",
        "---\ntitle: One\nhide: [toc]\nicon: material/star\n---\nText.\n",
    ),
    "nbformat 3": (
        "projects/x.ipynb",
        json.dumps(
            {
                "metadata": {"name": "x"},
                "nbformat": 3,
                "nbformat_minor": 0,
                "worksheets": [
                    {
                        "cells": [
                            {"cell_type": "heading", "level": 1, "source": "Old", "metadata": {}}
                        ]
                    }
                ],
            }
        ),
    ),
    "unknown cell type": (
        "projects/x.ipynb",
        '{"cells": [{"cell_type": "odd", "source": "x", "metadata": {}}], "metadata": {},'
        ' "nbformat": 4, "nbformat_minor": 5}',
    ),
    "widget state without state": (
        "projects/x.ipynb",
        '{"cells": [], "metadata": {"widgets": {"application/vnd.jupyter.widget-state+json": {}}},'
        ' "nbformat": 4, "nbformat_minor": 5}',
    ),
}


@pytest.mark.parametrize(
    ("file", "content"),
    [("projects/x.yml", text) for text in VALID.values()] + list(VALID_FILES.values()),
    ids=[*VALID, *VALID_FILES],
)
def test_unusual_but_valid_input_passes_a_strict_build(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]], file: str, content: str
) -> None:
    (site / file).write_bytes(content.encode())
    built, messages = build_report(site, strict=True)
    assert warnings_of(messages) == []
    page = built / "projects/x/index.html"
    assert page.is_file() == ("2031" not in content)


def test_a_small_picture_of_a_notebook_is_no_mistake(
    site: Path, build_report: Callable[..., tuple[Path, list[str]]]
) -> None:
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
    )
    data = {"image/png": base64.b64encode(dot).decode()}
    good = {"output_type": "display_data", "metadata": {}, "data": data}
    (site / "projects" / "x.ipynb").write_text(notebook(good), encoding="utf-8")
    _, messages = build_report(site, strict=True)
    assert warnings_of(messages) == []
