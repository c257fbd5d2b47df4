"""A built site is looked at where it says that it stands, whatever the settings say by then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from proofolio.checks.built import BuiltSiteFiles, check_built, file_of, read_built
from proofolio.cli import main

CHECKED = Path(__file__).parent.parent / "sites" / "checked"
ADDRESSES = (
    "https://ada.github.io/",
    "https://ada.github.io/portfolio/",
    "https://ada.example/",
    "https://ada.example/a/posts/",  # ends like the address of a listing
    "http://127.0.0.1:8000/my%20work/",
)
DAMAGES = {
    "empty": b"",
    "blank": b" \n",
    "a comment": b"<!-- -->",
    "cut": b"<!doctype html><html><head><link rel=",
    "not HTML": bytes(range(256)),
    "of another site": b'<link rel="canonical" href="https://other.example/x/">',
}


@pytest.fixture(scope="module")
def author(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, with their settings as `proofolio new` writes them."""
    folder = tmp_path_factory.mktemp("author")
    shutil.copytree(CHECKED, folder, dirs_exist_ok=True)
    for name, old, new in (
        ("mkdocs.yml", "https://ada.example/", "!ENV [SITE_URL, 'https://a.b/']"),
        ("site_src/together.md", "(/projects/)", "(https://x.example/)"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=[*ADDRESSES, "flat", ""])
def built(
    request: pytest.FixtureRequest, build_site: Callable[..., Path], author: Path
) -> tuple[Path, str]:
    """A built site and its address, which is empty where its settings have none."""
    if request.param == "flat":
        return build_site(author, site_url=ADDRESSES[1], use_directory_urls=False), ADDRESSES[1]
    return build_site(author, site_url=request.param, strict=bool(request.param)), request.param


def place(folder: Path) -> str:
    site = read_built(folder, "site")
    return f"{site.host}{site.base}"


def expected(address: str) -> str:
    return address.partition("://")[2].replace("%20", " ") or "/"


def test_address_is_that_of_the_build(built: tuple[Path, str]) -> None:
    folder, address = built
    assert place(folder) == expected(address)


def test_one_damaged_file_decides_nothing(built: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = built
    copy = tmp_path / "site"
    shutil.copytree(folder, copy)
    files = sorted([*copy.rglob("*.html"), *copy.glob("sitemap.xml")])
    assert len(files) > 10
    for file in files:
        content = file.read_bytes()
        for name, damage in DAMAGES.items():
            if not address and name == "of another site":
                continue  # then it is the only page that says anything
            file.write_bytes(damage)
            assert place(copy) == expected(address), f"{file.relative_to(copy)} is {name}"
        file.write_bytes(content)


@pytest.mark.parametrize("given", [None, "", "https://other.example/elsewhere/"])
@pytest.mark.parametrize("arguments", [(), ("--as", "prospect")], ids=["check", "prospect"])
def test_the_environment_of_the_moment_changes_nothing(
    built: tuple[Path, str],
    author: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: str | None,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    if given is not None:
        monkeypatch.setenv("SITE_URL", given)
    folder, _ = built
    command = ["check", "-f", str(author / "mkdocs.yml"), "--built", str(folder), *arguments]
    done = CliRunner().invoke(main, [*command, "--only", "LNK,NDA,TST"])
    assert "leads nowhere" not in done.output
    assert "nothing on the site" not in done.output
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("base", ["/", "/portfolio/"])
def test_every_address_of_every_page_is_followed(
    base: str, build_site: Callable[..., Path]
) -> None:
    folder = build_site(CHECKED, site_url=f"https://ada.example{base}")
    site = read_built(folder, "site")
    targets = [(page.uri, target) for page in site.pages.values() for target in page.targets]
    inside = [found for page, target in targets if (found := file_of(site, page, target))]
    assert len(inside) > 100
    # The author's page has a link from the root of the host, which is right only there.
    dead = {path for path, _ in inside} - site.files
    assert dead == (set() if base == "/" else {"/projects/"})


def test_a_link_out_of_the_site_is_told_with_its_base(
    build_site: Callable[..., Path], make_library: Callable[..., Any]
) -> None:
    folder = build_site(CHECKED, site_url="https://ada.example/portfolio/")
    (found,) = check_built(read_built(folder, "site"), make_library())
    assert found.code == "beside-site"
    text = '"/projects/" leads out of the site, which stands at /portfolio/.'
    assert str(found) == f"site/together/index.html: {text}"


@pytest.mark.parametrize(
    ("page", "target", "is_dead"),
    [
        ("index.html", "/projects/", True),  # right at the root of the host only
        ("index.html", "../projects/", True),
        ("index.html", "/portfolio/projects/", False),
        ("index.html", "/portfolio", False),
        ("index.html", "projects/nothing/", True),
        ("projects/index.html", "../../", False),  # the host's own home page
        ("index.html", "/other-repository/", False),
        ("index.html", "https://ADA.example/portfolio/projects/", False),
        ("index.html", "https://ada.example/portfolio/nothing/", True),
        ("index.html", "https://ada.example/elsewhere/", False),
        ("index.html", "//[", False),
    ],
)
def test_links_are_followed_from_where_the_page_stands(
    page: str, target: str, is_dead: bool
) -> None:
    files = frozenset({"index.html", "projects/index.html"})
    site = BuiltSiteFiles(Path(), {}, files, base="/portfolio/", host="ada.example")
    found = file_of(site, page, target)
    assert (found is not None and found[0] not in files) == is_dead


def test_pages_of_the_test_name_their_address(built: tuple[Path, str]) -> None:
    folder, address = built
    home = html.parse(folder / "index.html")
    assert home.xpath("string(//link[@rel='canonical']/@href)").startswith(address)
