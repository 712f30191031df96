"""Every pattern that factx makes, how each is used, and on how much text at once.

Run as a program it prints them as JSON. That takes a process of its own, for patterns are noted as they are made,
before any module of factx is there. What is used is told by reading, comparing and writing the fixtures and texts of
all shapes.
"""

from __future__ import annotations

import io
import json
import pkgutil
import re
import subprocess
import sys
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
#: Length of the texts of shapes; a pattern that never sees as much of one has a bounded view.
LENGTH = 3000


@dataclass(slots=True)
class Noted:
    """A pattern in the place of the library's own, which notes its use.

    Attributes:
        made: the pattern itself.
        where: module and line that made it: ``values/money.py:31``.
        uses: name of a method to the longest stretch of text that it was given.
    """

    made: re.Pattern[str]
    where: str
    uses: dict[str, int] = field(default_factory=dict)

    def _use(self, name: str, text: str, start: int = 0, end: int = sys.maxsize) -> Any:
        self.uses[name] = max(self.uses.get(name, 0), min(end, len(text)) - start)
        return getattr(self.made, name)

    def search(self, text: str, *span: int) -> Any:
        return self._use("search", text, *span)(text, *span)

    def match(self, text: str, *span: int) -> Any:
        return self._use("match", text, *span)(text, *span)

    def fullmatch(self, text: str, *span: int) -> Any:
        return self._use("fullmatch", text, *span)(text, *span)

    def finditer(self, text: str, *span: int) -> Any:
        return self._use("finditer", text, *span)(text, *span)

    def findall(self, text: str, *span: int) -> Any:
        return self._use("findall", text, *span)(text, *span)

    def split(self, text: str, maxsplit: int = 0) -> Any:
        return self._use("split", text)(text, maxsplit)

    def sub(self, by: Any, text: str, count: int = 0) -> Any:
        return self._use("sub", text)(by, text, count)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


@dataclass(frozen=True, slots=True)
class Pattern:
    """What `collected` tells of a pattern; fields as in `Noted`."""

    where: str
    pattern: str
    flags: int
    uses: dict[str, int]


def collected() -> list[Pattern]:
    """All patterns of texts, in order of place."""
    done = subprocess.run([sys.executable, "-m", "tests.patterns"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [Pattern(*each) for each in json.loads(done.stdout)]


def _note() -> dict[tuple[str, int], Noted]:
    """From here on, the patterns that code of factx makes."""
    from importlib.util import find_spec

    spec = find_spec("factx")
    assert spec is not None and spec.origin is not None
    folder = str(Path(spec.origin).parent)
    seen: dict[tuple[str, int], Noted] = {}
    plain = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(2)
        made = pattern.made if isinstance(pattern, Noted) else plain(pattern, flags)
        if not frame.f_code.co_filename.startswith(folder) or not isinstance(made.pattern, str):
            return made
        line = f"{frame.f_code.co_filename[len(folder) + 1 :]}:{frame.f_lineno}"
        return seen.setdefault((made.pattern, int(made.flags)), Noted(made, line))

    re._compile = noting  # type: ignore[attr-defined]
    import factx

    for module in pkgutil.walk_packages(factx.__path__, "factx."):
        if module.name != "factx.__main__" and not module.name.startswith("factx.cluster"):
            import_module(module.name)
    return seen


def _use_everything() -> None:
    from factx.comparing import compare
    from factx.engine import Engine
    from factx.formats import FORMATS
    from factx.formats import compare as comparisons
    from factx.model import DEFAULT_KINDS, EXTRA_KINDS
    from factx.options import Options
    from factx.reading import files
    from factx.reading.article import from_text
    from tests.shapes import SHAPES

    options = Options(kinds=DEFAULT_KINDS + EXTRA_KINDS)
    inputs = sorted(path for path in (ROOT / "fixtures").rglob("*") if path.suffix in (".md", ".txt"))
    inputs += sorted((ROOT / "tests" / "reading" / "pages").iterdir())
    articles = [article for path in inputs for article in files.read(path, path.name, options)]
    articles += [from_text(shape(LENGTH), name) for name, shape in SHAPES.items()]
    articles += [from_text(f"Police arrested 12 {shape(LENGTH)}", f"{name} 2") for name, shape in SHAPES.items()]
    documents = list(Engine(options).pipe(articles))
    for form in FORMATS.values():
        if not form.makes_file:
            form.load()(documents, io.StringIO(), options)
    events = compare(documents)
    for name in comparisons.FORMATS:
        comparisons.load(name)(events, io.StringIO())


if __name__ == "__main__":
    noted = _note()
    _use_everything()
    everything = noted.values()
    told = sorted((each.where, each.pattern, int(each.flags), each.uses) for each in everything)
    json.dump(told, sys.stdout)
