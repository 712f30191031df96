"""An engine for tests of what stands around the engine: quick, and failing on demand.

Run as a program, it is the ``factx`` command with that engine.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import factx
from factx.errors import ModelError
from factx.model import Article, Document, Fact, Mention
from factx.options import Options


class PatternEngine:
    """Finds "arrested N"; fails on BOOM, is interrupted at STOP, has no model for NOMODEL, takes 2 ms for SLOW.

    On KILL its process is killed; on KILLONCE too, where there is a file of that name, which it removes.
    """

    options: ClassVar[list[Options]] = []

    def __init__(self, options: Options) -> None:
        self.options.append(options)

    def warm(self) -> None:
        pass

    def pipe(self, articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            for word, error in (("BOOM", ValueError("boom")), ("NOMODEL", ModelError("no-model", "no such model"))):
                if word in article.text:
                    raise error
            if "STOP" in article.text:
                raise KeyboardInterrupt
            if "SLOW" in article.text:
                time.sleep(0.002)
            if "KILLONCE" in article.text:
                with suppress(FileNotFoundError):
                    Path("KILLONCE").unlink()
                    os.kill(os.getpid(), signal.SIGKILL)
            elif "KILL" in article.text:
                os.kill(os.getpid(), signal.SIGKILL)
            yield self._document(article)

    def _document(self, article: Article) -> Document:
        facts = []
        for number, m in enumerate(re.finditer(r"arrested (\d+)", article.text), 1):
            mention = Mention(m.start(1), m.end(1), m[1], m[0], "body")
            fact = Fact(
                f"arrests-{number}", "arrests", None, Decimal(m[1]), None, "exact", None, None, None, None, None, None,
                "body", m[1], (mention,), "test", 0.9,
            )  # fmt: skip
            facts.append(fact)
        digest = hashlib.sha256(article.text.encode()).hexdigest()
        return Document(
            article.source, article.title, article.published, article.url, len(article.text), digest, tuple(facts),
            article.problem, article.warnings, article.text,
        )  # fmt: skip


def module() -> ModuleType:
    """What stands in for ``factx.engine``."""
    made = ModuleType("factx.engine")
    made.Engine = PatternEngine  # type: ignore[attr-defined]
    return made


if __name__ in ("__main__", "__mp_main__"):  # the second is the name in worker processes
    sys.modules["factx.engine"] = factx.engine = module()  # type: ignore[attr-defined]

if __name__ == "__main__":
    from factx.cli import main

    main()
