"""`proofolio/portfolio`: reads and checks all content, and makes all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from proofolio.adapters.mkdocs import languages, navigation, settings
from proofolio.adapters.mkdocs.conditions import refuse_unusable, refuse_unwritable
from proofolio.adapters.mkdocs.confidential import ConfidentialCheck
from proofolio.adapters.mkdocs.dangers import Guard, remove_site, stop_without_site
from proofolio.adapters.mkdocs.empty_pages import empty_pages
from proofolio.adapters.mkdocs.failures import stop_at_mistakes, tell
from proofolio.adapters.mkdocs.frame import frame
from proofolio.adapters.mkdocs.handed_back import with_its_parts
from proofolio.adapters.mkdocs.hidden_pages import HiddenPages
from proofolio.adapters.mkdocs.kept_frames import KeptFrames
from proofolio.adapters.mkdocs.load import load, root_of
from proofolio.adapters.mkdocs.loaded import Loaded
from proofolio.adapters.mkdocs.made_files import add_pages, finish_files
from proofolio.adapters.mkdocs.made_pages import PageMaker
from proofolio.adapters.mkdocs.news import News
from proofolio.adapters.mkdocs.on_request import Make, answering
from proofolio.adapters.mkdocs.options import PortfolioOptions
from proofolio.adapters.mkdocs.other_hosts import other_hosts
from proofolio.adapters.mkdocs.own_pages import usable
from proofolio.adapters.mkdocs.own_words import read_words, theme_words, told_of
from proofolio.adapters.mkdocs.page_statuses import leave_out_of_navigation
from proofolio.adapters.mkdocs.preview_cards import add_cards
from proofolio.adapters.mkdocs.progress import Progress
from proofolio.adapters.mkdocs.resume_pdf import add_resume_pdf
from proofolio.adapters.mkdocs.search_reading import lend_to_search
from proofolio.adapters.mkdocs.server import keep_answering
from proofolio.adapters.mkdocs.speak import say
from proofolio.adapters.mkdocs.theme_settings import check_theme_settings
from proofolio.cache_files import drop_unused, made_by_all
from proofolio.checks.confidential_terms import LIST
from proofolio.checks.secrets.public_tokens import told_once
from proofolio.mistakes import making
from proofolio.model.characters import printable_html
from proofolio.outputs.compiled_templates import keep_compiled
from proofolio.outputs.material import fix_markup
from proofolio.problems import Problem
from proofolio.views.words import Words


class PortfolioPlugin(BasePlugin[PortfolioOptions]):
    """Required. Events: startup, config, pre_build, files, nav, page_markdown, page_content, env,
    page_context, post_page, post_template, post_build, build_error, serve.

    `on_config` comes first of all, so that the other plugins find the library; `on_env` last, so
    that what others render is known. `on_page_content` comes first, so that others find the
    finished body, and `on_page_context` last, when they have changed it. `on_serve` comes after all
    that use the builder which it wraps.
    """

    loaded: Loaded
    maker: PageMaker
    frames: KeptFrames
    guard: Guard
    hidden: HiddenPages
    command = ""
    """Of MkDocs; empty where nothing is built, but only read."""
    folders = (Path(), "")
    """The project's, and the one the site is written to."""
    progress: Progress | None = None
    """Of a build by a command."""
    news: News | None = None
    """Of `mkdocs serve`."""
    pages = (0, 0)
    """How many are done, and how many there are."""
    unfinished: Path | None = None
    """The site, as long as not everything in it was looked at."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is `mkdocs serve`, which shows drafts and never stops."""
        self.command = command
        self.progress = Progress()
        self.news = News() if self.serving else None

    def _stop_at_mistakes(self, found: Iterable[Problem]) -> None:
        if self.command and not self.serving:
            stop_at_mistakes(found)

    @property
    def serving(self) -> bool:
        """Whether this is `mkdocs serve`."""
        return self.command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read all content; nothing of an earlier build is kept."""
        # Whoever works on the package changes it while `mkdocs serve` runs.
        made_by_all.cache_clear()
        root = root_of(config)
        refuse_unusable(config, self.config, root)
        # With `-f mkdocs.yml` it is relative, and an exception's places are not.
        self.folders = (root.absolute(), config.site_dir)
        own = read_words(config, root)
        language, found = languages.settle(config, own.words)
        words = Words(language, own.words)
        found += told_of(own, words) + check_theme_settings(config)
        settings.prepare(config, words)
        languages.tell_search(config)
        folders = [root / self.config.projects, root / self.config.posts]
        settings.watch(config, [*folders, root / LIST, *settings.own_templates()])
        maker = PageMaker(config, serving=self.serving)
        self.loaded = load(
            config,
            self.config,
            words=words,
            serving=self.serving,
            block_extension=maker.block_extension,
        )
        self.loaded.problems = (*found, *self.loaded.problems)
        self.loaded.theme_words = theme_words(own, words, config)
        maker.use(self.loaded, has_variants=self.config.pictures)
        # Requests are answered meanwhile, out of the build before.
        self.maker = maker
        confidential = ConfidentialCheck(config, self.config, self.loaded.problems)
        self.hidden = HiddenPages()
        allowed = self.config.allow_leaks
        self.guard = Guard(self.loaded, confidential, allowed, serving=self.serving)
        self.unfinished = None
        config.markdown_extensions.append(self.maker.block_extension())  # type: ignore[arg-type]
        say((*confidential.problems, *self.loaded.problems))
        self._stop_at_mistakes(self.loaded.problems)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Stop where the site cannot be written."""
        refuse_unwritable(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take `_data` out, and add a file for every page of ours."""
        self.unfinished = None if self.serving else Path(config.site_dir)
        unusable = tuple(usable(files, self.loaded.site.files.docs))
        say((*unusable, *add_pages(files, config, self.loaded, serving=self.serving)))
        say(add_resume_pdf(files, self.loaded, self.config))
        if config.nav is None:
            loaded = self.loaded
            config.nav = navigation.own_navigation(loaded.site, loaded.plans, loaded.intros)
        else:
            config.nav = navigation.without_missing(
                config.nav,
                self.loaded.plans,
                files,
                self.loaded.copies.pages,
                self.loaded.own_statuses,
            )
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take out what is not listed, whoever has put it there."""
        say(leave_out_of_navigation(nav, self.loaded))
        if self.loaded.site.dialect.mark:
            intros = self.loaded.intros
            made = (
                files.src_uris.get(navigation.source_uri(a))
                for a in self.loaded.plans
                if a not in intros
            )
            empty_pages((f for f in made if f and f.generated_by), nav, config)
        self.pages = (0, len(files.documentation_pages()))
        return nav

    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Give our pages their titles, and remember which page is being converted."""
        with making(self.maker.name_of(page)):
            return self.maker.begin(page, markdown)

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """The finished body of our pages; authors' pages get formulas and blocks."""
        self._give_back(page, config)
        content = self.maker.content(page, html)
        self.hidden.made(page, content, is_ours=self.maker.plan_of(page) is not None)
        self._tick("Making pages")
        return content

    @event_priority(-50)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Lead our base template to Material's; add the files that pages turned out to need."""
        settings.lead_to_material(env)
        keep_compiled(env)
        lend_to_search(config.plugins, self.loaded.site.shelf)
        self.maker.finish_pages(files)
        finish_files(files, config, self.loaded, self.config)
        promised = self.maker.pictures.promised if self.serving else None
        self.maker.found += add_cards(files, config, self.loaded, self.config, promised)
        self.guard.look_at_shipped(files, config)
        self.maker.found += told_once(self.loaded.site.problems)
        say(self.maker.told())
        mistakes = self.loaded.site.mistakes
        say(mistakes)
        self._stop_at_mistakes(mistakes)
        self.frames = KeptFrames(self.loaded.site.shelf, serving=self.serving)
        self.frames.begin(files, config, self.loaded.site.words)
        self.pages = (0, self.pages[1])
        return env

    def _tick(self, what: str) -> None:
        done, total = self.pages
        self.pages = (done + 1, total)
        if self.progress:
            self.progress.tick(what, done + 1, total)

    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Add what the theme needs to frame the page."""
        self._give_back(page, config)
        with making(self.maker.name_of(page)):
            made = frame(self.loaded, self.config, config, nav, page)
            self.frames.choose(context, page, nav, made)
        context["pf"] = made  # type: ignore[typeddict-unknown-key]
        return context

    def _give_back(self, page: Page, config: MkDocsConfig) -> None:
        say(with_its_parts(page, config, self.maker.name_of(page), self.folders[0]))

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The same for the 404 page, which is no page to MkDocs."""
        with making(template_name):
            made = frame(self.loaded, self.config, config, context["nav"], None)
        context["pf"] = made  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Mend what Material's templates get wrong, and withhold what nobody agreed to."""
        with making(self.maker.name_of(page)):
            if not self.frames.is_finished(page):
                output = self._mended(output)
                self.frames.keep(page, output)
            shown = self.guard.page(page.file.dest_uri, output)
        if shown != output:
            self.hidden.forget(page)
        if self.news:
            self.news.page(is_kept=self.frames.is_finished(page))
        self._tick("Writing pages")
        return shown

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The same for the 404 page."""
        with making(template_name):
            is_page = template_name.endswith(".html")
            return self._mended(output_content) if is_page else output_content

    def _mended(self, output: str) -> str:
        words = self.loaded.site.words
        mended = fix_markup(output, done=words("frame.done"), to_do=words("frame.to_do"))
        return printable_html(mended)

    @event_priority(-1000)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Answer whatever happens, and make lighter pictures when a browser asks for one."""

        def promised() -> dict[str, Make]:
            return self.maker.pictures.promised

        app = server.get_app() or server.serve_request
        server.set_app(answering(app, promised, server.mount_path))
        news = self.news or News()
        news.end()
        keep_answering(server, builder, self.folders[0], lambda: self.loaded.site.words, news)
        return server

    @event_priority(-100)
    def _look(self, *, config: MkDocsConfig) -> None:
        """Look at everything else that was written, after everybody has."""
        self.guard.finish(Path(config.site_dir))
        self.unfinished = None
        if self.loaded.site.cache and not self.serving:
            drop_unused(self.loaded.site.cache)

    @event_priority(-1000)
    def _look_again(self, *, config: MkDocsConfig) -> None:
        """Look for words of hidden pages, when those who hide them are done as well."""
        say(found := self.hidden.problems(Path(config.site_dir), self.maker.name_of))
        if found and not self.serving:
            stop_without_site(Path(config.site_dir))
        say(other_hosts(self.loaded, self.config.other_hosts, config))
        dangers = (*self.guard.dangers, *chain.from_iterable(self.loaded.site.dangers.values()))
        if not (found or dangers):
            self.loaded.site.shelf.keep()
        self._end_progress()

    on_post_build = CombinedEvent(_look, _look_again)

    @event_priority(-1000)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind that nobody has looked at; say where a mistake of ours ended it."""
        self._leave_nothing()
        say(self.maker.told() if hasattr(self, "maker") else ())
        tell(error, *self.folders)

    def on_shutdown(self) -> None:
        """Leave nothing behind either where somebody stopped the build."""
        self._leave_nothing()
        if self.news:
            self.news.messages.stop()

    def _leave_nothing(self) -> None:
        self._end_progress()
        if self.unfinished:
            remove_site(self.unfinished)
            self.unfinished = None

    def _end_progress(self) -> None:
        if self.progress:
            self.progress.stop()
            self.progress = None


def portfolio_of(config: MkDocsConfig) -> PortfolioPlugin | None:
    """The required plugin of this build, wherever it stands in the list."""
    found = (p for p in config.plugins.values() if isinstance(p, PortfolioPlugin))
    return next(found, None)
