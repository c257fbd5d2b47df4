"""What must not be published: a page with it is withheld, a build with it fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import clean_directory

from proofolio.adapters.mkdocs.clean_marks import CleanMarks
from proofolio.adapters.mkdocs.confidential import ConfidentialCheck
from proofolio.adapters.mkdocs.leaks import rules
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.shipped import Shipped, shipped_files
from proofolio.adapters.mkdocs.source_leaks import unless_allowed
from proofolio.adapters.mkdocs.speak import say
from proofolio.checks.confidential import Hit, hits_in_texts, names_in, same_in
from proofolio.checks.secrets.leaks import SECRETS, find_keys_in_output, find_secrets_in_file
from proofolio.checks.secrets.public_tokens import CODE as TOKEN
from proofolio.checks.secrets.public_tokens import said_of
from proofolio.checks.texts.file_texts import MOST, Text, texts_of
from proofolio.checks.withheld import withheld_in
from proofolio.mistakes import making
from proofolio.model.post import Post
from proofolio.model.project import Project
from proofolio.model.record import Notebook, Page
from proofolio.problems import Level, Problem

_KEPT = ("clean.files", "clean.served")
_PAGE = "index.html"


def stop_without_site(site_dir: Path) -> NoReturn:
    """Take away a site that must not be published, and end its build."""
    remove_site(site_dir)
    raise PluginError("The site was removed, since it held what must not be public.")


class Guard:
    """Looks at every output of one build, and at what is copied before it is."""

    def __init__(
        self,
        loaded: Loaded,
        confidential: ConfidentialCheck,
        allowed: Mapping[str, Any],
        *,
        serving: bool,
    ) -> None:
        self.loaded = loaded
        self.confidential = confidential
        self.allowed = allowed
        self.serving = serving
        self.dangers: list[Problem] = confidential.dangers
        self.hits: list[Hit] = []
        self.unread: list[Problem] = []
        self.passed = {rule for each in allowed.values() if isinstance(each, dict) for rule in each}
        self.passed |= _passed_in_notebooks(loaded)
        self.seen: set[int] = set()
        """Lines of outputs in which keys were looked for."""
        cache = loaded.site.cache
        words = [(each.letters, each.number and each.number.pattern) for each in loaded.withheld]
        names, passed = confidential.terms.written, sorted(self.passed)
        asked = repr((rules(), words, names, passed, allowed))
        self.marks = CleanMarks(cache / _KEPT[serving] if cache else None, asked)

    def look_at_shipped(self, files: Files, config: MkDocsConfig) -> None:
        """Take out what must not be copied; a build goes on, to find all, and then stops."""
        for shipped in shipped_files(files, config, self.loaded):
            with making(shipped.path):
                dangers, hits = self._in_shipped(shipped)
            if dangers or hits:
                files.remove(shipped.file)
            self._found(dangers, hits)
        say(self.unread)

    def page(self, name: str, output: str) -> str:
        """The page; while serving, only the reason where it may not be shown."""
        if not self.serving:
            # A build looks at everything at once when all is there.
            return output
        dangers, hits = self._in_output(name, output.encode())
        dangers += self.loaded.site.dangers.get(name.removesuffix(_PAGE), ())
        if not dangers and not hits:
            return output
        found = [*dangers, *self.confidential.explain(hits)]
        self._found(dangers, hits)
        return "\n".join([self.loaded.site.words("frame.withheld"), *map(str, found)])

    def finish(self, site_dir: Path) -> None:
        """Look at all other files; where anything was found, remove the site and stop."""
        is_looked_for = self.loaded.withheld or self.confidential.terms or not self.serving
        for name in sorted(names_in(site_dir)) if is_looked_for else ():
            path = site_dir / name
            if self.serving and path.name == _PAGE:
                continue
            # What is larger was told before it was copied; its name may still hold something.
            content = path.read_bytes() if path.stat().st_size <= MOST else b""
            if same_in(self.confidential.themes, name, content):
                continue
            with making(f"/{name}"):
                dangers, hits = self._in_output(name, content)
            if self.serving and (dangers or hits):
                path.unlink()
            self._found(dangers, hits)
        self.marks.keep()
        for found in self.loaded.site.dangers.values():
            self.dangers += found
        self.dangers = list(_told_once(self.dangers))
        self.dangers += self.confidential.explain(self.hits)
        if self.dangers and not self.serving:
            say(self.dangers)
            stop_without_site(site_dir)

    def _found(self, dangers: Iterable[Problem], hits: list[Hit]) -> None:
        """Say it at once while serving, for nothing stops; a build says all at its end."""
        if self.serving:
            say([*dangers, *self.confidential.explain(hits)])
        else:
            self.dangers += dangers
            self.hits += hits

    def _in_output(self, name: str, content: bytes) -> tuple[list[Problem], list[Hit]]:
        """Dangers and names in a file of the site."""
        mark = self.marks.mark(content, name)
        if mark in self.marks:
            return [], []
        texts = list(texts_of(name, content))
        dangers, hits = self._in_texts(name, texts, f"/{name}")
        if not self.serving:
            # While serving, what is found in sources is withheld from every page.
            dangers += find_keys_in_output(texts, name, self.passed, self.seen)
        if not dangers and not hits:
            self.marks.add(mark)
        return dangers, hits

    def _in_texts(self, name: str, texts: list[Text], path: str) -> tuple[list[Problem], list[Hit]]:
        """Words nobody agreed to and names in what a file says; `path` is what messages name."""
        dangers = list(withheld_in(name, texts, self.loaded.withheld, path))
        return dangers, hits_in_texts(self.confidential.terms, name, texts)

    def _in_shipped(self, shipped: Shipped) -> tuple[list[Problem], list[Hit]]:
        """The same with secrets, which otherwise are looked for in what outputs are made of."""
        name, content = shipped.file.dest_uri, shipped.content
        if content is None:
            self.unread.append(_unread(shipped.path, "it is larger than 50 MB"))
            return [], []
        mark = self.marks.mark(content, f"{shipped.path}\n{name}")
        if mark in self.marks:
            return [], []
        texts = list(texts_of(name, content))
        dangers, hits = self._in_texts(name, texts, shipped.path)
        secrets = self._secrets(shipped, texts)
        dangers += (problem for problem in secrets if problem.level is Level.DANGER)
        tokens = [problem for problem in secrets if problem.code == TOKEN]
        self.loaded.site.problems += tokens
        reasons = [text.unread for text in texts if text.unread]
        self.unread += (_unread(shipped.path, why) for why in dict.fromkeys(reasons))
        if not dangers and not hits and not tokens:
            # Its copy in the site need not be looked at again.
            self.marks.add(self.marks.mark(content, name))
            if not reasons:
                self.marks.add(mark)
        return dangers, hits

    def _secrets(self, shipped: Shipped, texts: list[Text]) -> list[Problem]:
        path = shipped.path
        if path.endswith(".ipynb"):
            _, found = self.loaded.site.inspect(Notebook(source=path), shipped.content or b"")
            passed = self.allowed.get(path) or ()
            return [each for each in found if each.code.removeprefix("leaked-") not in passed]
        secrets = unless_allowed(find_secrets_in_file(texts, path), self.allowed, path)
        return said_of(secrets, self.loaded.expected)


def _told_once(dangers: list[Problem]) -> Iterator[Problem]:
    """The dangers without the keys of outputs, where sources hold keys as well: it is they."""
    is_mended_in_sources = any(d.code in SECRETS and not d.path.startswith("/") for d in dangers)
    for danger in dangers:
        if not (is_mended_in_sources and danger.code in SECRETS and danger.path.startswith("/")):
            yield danger


def _passed_in_notebooks(loaded: Loaded) -> set[str]:
    """The rules that notebooks let pass: what these show may stand on other pages as well."""
    entries: list[Page] = [*loaded.records.all(Project), *loaded.records.all(Post)]
    shown = [entry.notebook for entry in entries if entry.notebook]
    return {leak.rule for notebook in shown for leak in notebook.allow_leaks}


def remove_site(site_dir: Path) -> None:
    """Take away what a build has written, and nothing that a link leads to."""
    if site_dir.is_symlink():
        clean_directory(str(site_dir))
    else:
        shutil.rmtree(site_dir, ignore_errors=True)


def _unread(path: str, why: str) -> Problem:
    text = f"nothing is looked for in a part of this file: {why}. See to it yourself."
    return Problem("unread-file", text, path, level=Level.NOTE)
