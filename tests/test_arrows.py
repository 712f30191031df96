"""The arrows between the rooms: imports go down the list only, and each big library has its rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import factx

FOLDER = Path(factx.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))

#: From the top to the bottom: a room may import those after it.
ROOMS = (
    "__main__",
    "cli",
    "config",
    "writing",
    "gold",
    "pipeline",
    "extractor",
    "cluster",
    "batch",
    "proof",
    "engine",
    "rules",
    "scan",
    "syntax",
    "loading",
    "pinned",
    "values",
    "resolve",
    "formats",
    "comparing",
    "scoring",
    "reading",
    "lexicon",
    "candidate",
    "options",
    "declared",
    "model",
    "longtext",
    "outfile",
    "errors",
)
#: Libraries and the only places that may import them, as prefixes of paths inside the package.
LIBRARIES = {
    "typer": ("cli/",),
    "rich": ("cli/", *(f"formats/{place}table.py" for place in ("", "compare/", "timeline/", "evaluation/"))),
    "spacy": ("loading.py", "syntax.py", "engine.py", "rules/", "pipeline/", "gold/docbin.py"),
    "dateparser": ("values/",),
    "price_parser": ("values/",),
    "babel": ("values/", "lexicon/territories.py"),
    "pydantic": ("formats/schema.py", "lexicon/rules_file.py"),
    "trafilatura": ("reading/page.py",),
    "pypdfium2": ("reading/pdf.py",),
    "defusedxml": ("reading/word.py",),
    "charset_normalizer": ("reading/",),
    "yaml": ("reading/",),
    "pyarrow": ("formats/parquet.py", "cluster/"),
    "pandas": ("formats/frame.py", "model.py", "__init__.py"),
    "ray": ("cluster/",),
    "fastwarc": ("cluster/warc.py",),
    "sqlite3": ("formats/sqlite.py",),
}
#: Arrows that go up, each with its reason.
ALLOWED = {
    ("model.py", "reading"): "the type of Article.view, for the type checker only",
    ("model.py", "formats"): "a Document gives itself as JSON and as a frame, by what is imported when it is asked",
}


def imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            if node.module == "factx":
                yield from (f"factx.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def room(relative: Path) -> str:
    return relative.parts[0].removesuffix(".py")


def test_every_room_is_in_the_list() -> None:
    rooms = {room(path.relative_to(FOLDER)) for path in MODULES} - {"__init__"}
    assert rooms <= set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_imports_go_down(path: Path) -> None:
    relative = path.relative_to(FOLDER)
    here = room(relative)
    if here == "__init__":
        return
    for name in imports(path):
        top, _, inside = name.partition(".")
        if top != "factx" or inside in ("", "__version__"):
            continue
        there = inside.partition(".")[0]
        if (relative.as_posix(), there) in ALLOWED:
            continue
        assert ROOMS.index(here) <= ROOMS.index(there), f"{relative} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    relative = path.relative_to(FOLDER).as_posix()
    for name in imports(path):
        places = LIBRARIES.get(name.partition(".")[0])
        assert places is None or relative.startswith(places), f"{relative} imports {name}"
