"""The site as MkDocs builds it: complete, linked, reproducible, and nothing private in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

SITES = Path(__file__).parent.parent / "sites"
Build = Callable[..., Path]
Report = Callable[..., tuple[Path, list[str]]]


class _Page(HTMLParser):
    """Links and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "src") and value and tag != "base":
                self.links.append(value)


def pages_of(site: Path) -> dict[str, _Page]:
    """Every HTML page of a site by its address."""
    found = {
        path.relative_to(site).as_posix(): _Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    assert found
    return found


def broken_links(site: Path, prefix: str = "/") -> Iterator[str]:
    """Links of a site that lead to no file, or to no place on the page."""
    pages = pages_of(site)
    base = f"https://test.example{prefix}"
    seen = 0
    for name, page in pages.items():
        here = urljoin(base, name)
        for link in page.links:
            there = urlsplit(urljoin(here, link))
            if there.netloc != "test.example":
                continue
            seen += 1
            path = unquote(there.path)
            if not path.startswith(prefix):
                yield f"{name}: {link} leaves the site"
                continue
            path = path.removeprefix(prefix)
            file = site / path
            if file.is_dir() or not path:
                path = f"{path.rstrip('/')}/index.html".lstrip("/")
                file = site / path
            if not file.is_file():
                yield f"{name}: {link} leads to nothing"
            elif (
                there.fragment and path in pages and unquote(there.fragment) not in pages[path].ids
            ):
                yield f"{name}: {link} leads to no such place"
    assert seen > 10


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    files = {
        p.relative_to(site).as_posix(): p.read_bytes()
        for p in sorted(site.rglob("*"))
        if p.is_file()
    }
    assert files
    return files


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A program as an author starts it."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def copy_example(root: Path, to: Path) -> Path:
    """The sources of the example site in another folder, with what is cached of it."""
    for name in ("site_src", "projects", "posts", ".cache/proofolio"):
        if (root / name).is_dir():
            shutil.copytree(root / name, to / name)
    shutil.copy(root / "mkdocs.yml", to / "mkdocs.yml")
    return to


def test_the_smallest_site_builds_without_a_word(build_report: Report) -> None:
    site, messages = build_report(SITES / "minimal", strict=True)
    ours = [m for m in messages if "proofolio" in m]
    assert ours == []
    addresses = {name.removesuffix("index.html") for name in pages_of(site)}
    assert addresses >= {"", "projects/", "projects/triage/", "services/", "testimonials/"}
    assert "posts/" not in addresses  # nothing is written, so nothing is shown
    assert list(broken_links(site)) == []


def test_twelve_keys_make_a_first_site() -> None:
    from proofolio.model.profile import Profile
    from proofolio.model.project import Project
    from proofolio.model.service import Service
    from proofolio.model.testimonial import Testimonial

    contact = 1
    given_by_the_file = {"id"}
    needed = [
        f"{kind.__name__}.{name}"
        for kind in (Profile, Project, Testimonial, Service)
        for name, field in kind.model_fields.items()
        if field.is_required() and name not in given_by_the_file
    ]
    assert needed
    assert len(needed) + contact <= 12


def test_the_example_site_is_whole(example_site: Path) -> None:
    addresses = {name.removesuffix("index.html") for name in pages_of(example_site)}
    expected = {
        "", "projects/", "projects/gridcast/", "projects/year/2025/", "topics/forecasting/",
        "services/", "testimonials/", "posts/", "posts/clock-changes/", "about/", "resume/",
        "talks/",
    }  # fmt: skip
    assert addresses >= expected
    assert list(broken_links(example_site)) == []


def test_ids_are_unique_on_every_page(example_site: Path) -> None:
    doubles = {
        name: sorted({i for i in page.ids if page.ids.count(i) > 1})
        for name, page in pages_of(example_site).items()
    }
    assert {name: ids for name, ids in doubles.items() if ids} == {}


def test_links_hold_under_a_sub_path(root: Path, build_site: Build) -> None:
    site = build_site(root, site_url="https://test.example/portfolio/")
    assert list(broken_links(site, "/portfolio/")) == []


def test_nothing_of_data_is_published(root: Path, tmp_path: Path, build_site: Build) -> None:
    folder = copy_example(root, tmp_path)
    settings = folder / "mkdocs.yml"
    text = re.sub(r"exclude_docs:.*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    assert "exclude_docs" not in text
    data = folder / "site_src" / "_data"
    (data / "notes.md").write_text("# Private notes\n", encoding="utf-8")
    shutil.copy(folder / "site_src/assets/portrait.svg", folder / "site_src/assets/secret.svg")
    (folder / "projects" / "hidden.yml").write_text(
        "title: Hidden\nstatus: draft\nimage: {src: assets/secret.svg, alt: A secret}\n",
        encoding="utf-8",
    )
    site = build_site(folder)
    files = contents(site)
    assert "assets/portrait.svg" in files
    assert [name for name in files if "_data" in name or name.endswith((".yml", ".yaml"))] == []
    assert [name for name in files if "secret" in name or "notes" in name] == []


def test_an_authors_page_at_an_entrys_address_is_kept(tmp_path: Path, build_report: Report) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    page = folder / "site_src" / "projects" / "triage.md"
    page.parent.mkdir()
    page.write_text("# My own page\n", encoding="utf-8")
    site, messages = build_report(folder)
    text = (site / "projects/triage/index.html").read_text(encoding="utf-8")
    assert "My own page" in text
    told = [m for m in messages if "projects/triage.yml" in m and "projects/triage.md" in m]
    assert len(told) == 1
    assert told[0].startswith("WARNING")


def test_an_authors_page_introduces_a_listing(tmp_path: Path, build_site: Build) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    page = folder / "site_src" / "services.md"
    page.write_text("# How I help\n\nIn *small* steps.\n", encoding="utf-8")
    site = build_site(folder)
    text = (site / "services/index.html").read_text(encoding="utf-8")
    article = text.partition("<article")[2]
    assert article.count("<h1") == 1
    assert article.index("How I help") < article.index("Queue review")


def test_a_missing_base_plugin_is_one_clear_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  - proofolio/portfolio\n", "")
    settings.write_text(text, encoding="utf-8")
    result = run("mkdocs", "build", "-d", str(tmp_path / "out"), cwd=folder)
    assert result.returncode == 1
    assert "add it to `plugins:` in mkdocs.yml" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("switch", ["posts", "testimonials", "services", "feeds"])
def test_a_plugin_that_is_not_listed_leaves_no_trace(
    root: Path, tmp_path: Path, build_site: Build, switch: str
) -> None:
    folder = copy_example(root, tmp_path)
    settings = folder / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if f"proofolio/{switch}" not in line]
    assert len(kept) < len(lines)
    settings.write_text("\n".join(kept), encoding="utf-8")
    for page in (folder / "site_src").glob("*.md"):
        page.unlink()  # they use blocks of what is switched off
    shutil.rmtree(folder / "site_src" / "services", ignore_errors=True)
    site = build_site(folder, strict=False)
    folders = {"posts": "posts", "testimonials": "testimonials", "services": "services"}
    if switch in folders:
        assert not (site / folders[switch] / "index.html").exists()
    else:
        assert not (site / "feed.xml").exists()
    assert list(broken_links(site)) == []


@pytest.mark.slow
def test_any_order_of_plugins_gives_the_same_site(root: Path, tmp_path: Path) -> None:
    sites = []
    for number, reverse in enumerate((False, True)):
        folder = tmp_path / str(number)
        folder.mkdir()
        copy_example(root, folder)
        settings = folder / "mkdocs.yml"
        text = settings.read_text(encoding="utf-8")
        head, _, listed = text.partition("plugins:\n")
        plugins = re.findall(r"^  - .*\n(?:    .*\n)*", listed, re.MULTILINE)
        assert len(plugins) >= 5
        rest = listed.removeprefix("".join(plugins))
        order = plugins[::-1] if reverse else plugins
        settings.write_text(f"{head}plugins:\n{''.join(order)}{rest}", encoding="utf-8")
        result = run("mkdocs", "build", "--strict", "-d", "out", cwd=folder)
        assert result.returncode == 0, result.stderr
        sites.append(contents(folder / "out"))
    assert sites[0] == sites[1]


def test_two_builds_elsewhere_on_another_day_are_byte_identical(root: Path, tmp_path: Path) -> None:
    sites = []
    worlds = [
        {"TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1795176000"},
        {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1795262400"},
    ]
    for number, world in enumerate(worlds):
        folder = tmp_path / ("a" if number else "a much longer name") / "site"
        folder.mkdir(parents=True)
        copy_example(root, folder)
        result = run("mkdocs", "build", "--strict", "-d", "out", cwd=folder, **world)
        assert result.returncode == 0, result.stderr
        sites.append(contents(folder / "out"))
    first, second = sites
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


@pytest.mark.slow
def test_properdocs_makes_the_same_site(root: Path, tmp_path: Path) -> None:
    sites = []
    for engine in ("mkdocs", "properdocs"):
        folder = tmp_path / engine
        folder.mkdir()
        copy_example(root, folder)
        result = run(engine, "build", "--strict", "-f", "mkdocs.yml", "-d", "out", cwd=folder)
        assert result.returncode == 0, result.stderr
        generator = re.compile(rb'<meta name="generator"[^>]*>')
        files = contents(folder / "out")
        sites.append({name: generator.sub(b"", data) for name, data in files.items()})
    first, second = sites
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def test_building_twice_in_one_process_changes_nothing(root: Path, build_site: Build) -> None:
    assert contents(build_site(root)) == contents(build_site(root))


def test_an_authors_own_template_loses_nothing_of_ours(tmp_path: Path, build_site: Build) -> None:
    """Take her addition out, and every page is the same to the byte."""
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    ours = contents(build_site(folder))
    overrides = folder / "overrides"
    overrides.mkdir()
    hers = '<meta name="hers" content="1">'
    (overrides / "main.html").write_text(
        f'{{% extends "base.html" %}}\n{{% block extrahead %}}{hers}{{% endblock %}}\n',
        encoding="utf-8",
    )
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    settings.write_text(text, encoding="utf-8")
    site = contents(build_site(folder))
    pages = [name for name in ours if name.endswith(".html")]
    assert len(pages) > 5
    assert "404.html" in pages
    for name in pages:
        page = site[name].decode()
        assert page.count(hers) == 1, name
        assert page.replace(hers, "").split() == ours[name].decode().split(), name
    assert site.keys() == ours.keys()


@pytest.mark.parametrize(
    ("theme", "comes"),
    [({}, False), ({"palette": {"scheme": "slate", "primary": "indigo"}}, True)],
)
def test_materials_palette_comes_with_a_choice_of_it(
    build_site: Build, theme: dict[str, object], comes: bool
) -> None:
    site = build_site(SITES / "minimal", theme={"name": "material", **theme})
    for page in ("index.html", "404.html", "projects/triage/index.html"):
        text = (site / page).read_text(encoding="utf-8")
        sheets = re.findall(r'<link rel="stylesheet" href="\S*/(\w+)\.', "/" + text)
        expected = ["main", "palette", "proofolio"] if comes else ["main", "proofolio"]
        assert [name for name in sheets if name in expected or name == "palette"] == expected


def test_a_changed_number_in_a_notebook_names_the_outcome(
    root: Path, tmp_path: Path, build_report: Report
) -> None:
    folder = copy_example(root, tmp_path)
    notebook = folder / "projects" / "gridcast.ipynb"
    text = notebook.read_text(encoding="utf-8")
    assert "2.7 % Gridcast" in text
    notebook.write_text(text.replace("2.7 % Gridcast", "4.4 % Gridcast"), encoding="utf-8")
    _, messages = build_report(folder)
    (told,) = [m for m in messages if m.startswith("WARNING proofolio")]
    assert "outcomes.mape.evidence: 2.7 does not stand" in told
    assert "4.4" in told


def test_a_link_to_a_draft_keeps_its_words_only(tmp_path: Path, build_report: Report) -> None:
    folder = Path(shutil.copytree(SITES / "minimal", tmp_path / "site"))
    (folder / "projects" / "later.md").write_text("---\nstatus: draft\n---\n# Not yet\n")
    (folder / "projects" / "now.md").write_text("# Now\n\nAfter [the later one](later.md).\n")
    site, messages = build_report(folder, strict=True)
    page = (site / "projects/now/index.html").read_text(encoding="utf-8")
    assert "<a>the later one</a>" in page
    assert any(m.startswith("INFO") and "later.md" in m for m in messages)


def test_every_page_has_a_title_and_a_description_of_its_own(example_site: Path) -> None:
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for path in sorted(example_site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        (title,) = re.findall(r"<title>(.*?)</title>", text)
        (description,) = re.findall(r'<meta name="description" content="(.*?)">', text)
        name = path.relative_to(example_site).as_posix()
        assert titles.setdefault(title, name) == name
        assert descriptions.setdefault(description, name) == name
    assert len(titles) > 20


def test_an_authors_pages_are_found_from_every_page(example_site: Path) -> None:
    for name in ("index.html", "projects/gridcast/index.html"):
        page = (example_site / name).read_text(encoding="utf-8")
        footer = page.partition('<footer class="md-footer')[2]
        assert re.search(r'href="[./]*how-i-work/">How I work', footer), name
