"""What must not be published: a page with it is withheld, a build with it fails."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import NoReturn

from mkdocs.exceptions import PluginError

from proofolio.adapters.mkdocs.confidential import ConfidentialCheck
from proofolio.adapters.mkdocs.load import Loaded
from proofolio.adapters.mkdocs.speak import say
from proofolio.checks.withheld import find_withheld
from proofolio.model.record import Notebook
from proofolio.problems import Level, Problem

TEXTS = frozenset(
    {".html", ".json", ".xml", ".txt", ".svg", ".ipynb", ".csv", ".md", ".opml", ".vcf"}
)


def remove(site_dir: Path) -> NoReturn:
    """Take away a site that must not be published, and end its build."""
    shutil.rmtree(site_dir)
    raise PluginError("The site was removed, since it held what must not be public.")


class Guard:
    """Looks at every output of one build."""

    def __init__(self, loaded: Loaded, confidential: ConfidentialCheck, *, serving: bool) -> None:
        self.loaded = loaded
        self.confidential = confidential
        self.serving = serving
        self.dangers: list[Problem] = confidential.dangers

    def page(self, name: str, output: str) -> str:
        """The page; while serving, only the reason where it may not be shown."""
        found = list(find_withheld(name, output, self.loaded.withheld))
        found += self.loaded.site.dangers.get(name.removesuffix("index.html"), ())
        if self.serving:
            # A build looks at everything at once when all is there.
            found += self.confidential.page(name, output)
        if not found:
            return output
        self.dangers += found
        if not self.serving:
            return output
        say(found)
        return "\n".join([self.loaded.site.words("frame.withheld"), *map(str, found)])

    def finish(self, site_dir: Path) -> None:
        """Look at all other files; where anything was found, remove the site and stop."""
        for path in sorted(site_dir.rglob("*")) if self.loaded.withheld else ():
            if path.suffix in TEXTS and path.name != "index.html":
                name = path.relative_to(site_dir).as_posix()
                text = path.read_text(encoding="utf-8", errors="replace")
                found = list(find_withheld(name, text, self.loaded.withheld))
                self.dangers += found
                if found and self.serving:
                    say(found)
                    path.unlink()
        self._look_at_copies(site_dir)
        self._look_for_names(site_dir)
        self.dangers += (found for each in self.loaded.site.dangers.values() for found in each)
        if self.dangers and not self.serving:
            say(self.dangers)
            remove(site_dir)

    def _look_for_names(self, site_dir: Path) -> None:
        """Names of the author's list in any file; while serving, pages are withheld already."""
        hits = self.confidential.site(site_dir)
        if self.serving:
            hits = [hit for hit in hits if PurePosixPath(hit.name).name != "index.html"]
            say(self.confidential.explain(hits))
            for name in {hit.name for hit in hits}:
                (site_dir / name).unlink()
        self.dangers += self.confidential.explain(hits)

    def _look_at_copies(self, site_dir: Path) -> None:
        """Notebooks that no entry names, and that MkDocs copied as it copies any file."""
        files = self.loaded.site.files
        docs = files.root / files.docs
        for path in sorted(docs.rglob("*.ipynb")):
            copy = site_dir / path.relative_to(docs)
            if copy.is_file():
                notebook = Notebook(source=path.relative_to(files.root).as_posix())
                _, problems = self.loaded.site.inspect(notebook, copy.read_bytes())
                found = [problem for problem in problems if problem.level is Level.DANGER]
                self.dangers += found
                if found and self.serving:
                    say(found)
                    copy.unlink()
