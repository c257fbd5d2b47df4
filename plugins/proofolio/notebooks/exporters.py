"""The exporter that an author names in place of ours."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofolio.notebooks.exporter import FragmentExporter


@dataclass(frozen=True)
class NamedExporter:
    """A class by its name, known without importing it: importing costs as much as rendering."""

    name: str
    """`file.py:Class`, beside `mkdocs.yml`, or `package.module:Class`."""
    folder: str
    """The project's folder, in which the file is."""
    code: str
    """A digest of the class's file, or of its whole package: another one renders anew."""


class ExporterError(Exception):
    """Why an exporter cannot be used, as a sentence for its author."""


def named_exporter(name: str, folder: Path) -> NamedExporter:
    """The exporter of that name; raises `ExporterError` where there is no such module."""
    module, colon, _ = name.partition(":")
    if not colon:
        raise ExporterError(f'"{name}" has no class. Write `file.py:Class` or `module:Class`.')
    files = [folder / module] if module.endswith(".py") else _files_of(module)
    if not files or not all(file.is_file() for file in files):
        raise ExporterError(f"there is no {module}. Put it beside mkdocs.yml, or install it.")
    digest = blake2b(digest_size=16)
    for file in files:
        digest.update(file.read_bytes())
    return NamedExporter(name, str(folder), digest.hexdigest())


def load_exporter(named: NamedExporter) -> FragmentExporter:
    """An exporter of that class; raises `ExporterError` where it is none of ours."""
    from proofolio.notebooks.exporter import FragmentExporter

    module, _, name = named.name.partition(":")
    try:
        found = getattr(_module(module, Path(named.folder)), name)
        if isinstance(found, type) and issubclass(found, FragmentExporter):
            return found()
    except Exception as error:
        # Importing somebody's module can raise anything.
        what = f"{type(error).__name__}: {error}"
        raise ExporterError(f"{named.name} cannot be used ({what}). Mend it.") from error
    raise ExporterError(
        f"{named.name} is not a subclass of proofolio.notebooks.exporter.FragmentExporter."
    )


class _Anew(SourceFileLoader):
    """Compiles the file as it is: what Python keeps goes by its second and size alone."""

    def get_code(self, fullname: str) -> CodeType | None:
        return self.source_to_code(self.get_data(self.path), self.path)


def _module(name: str, folder: Path) -> object:
    if not name.endswith(".py"):
        return import_module(name)
    loader = _Anew(Path(name).stem, str(folder / name))
    spec = spec_from_file_location(Path(name).stem, folder / name, loader=loader)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _files_of(module: str) -> list[Path]:
    """The files of the package that a module is in, without importing it."""
    try:
        spec = find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    if spec.submodule_search_locations:
        folders = map(Path, spec.submodule_search_locations)
        return sorted(file for folder in folders for file in folder.rglob("*.py"))
    return [Path(spec.origin)] if spec.origin else []
