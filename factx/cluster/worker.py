"""What an actor does: blocks of fetched articles come in, rows go out; the model is loaded once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factx.batch import group
from factx.batch.worker import THREADS
from factx.cluster import rows
from factx.cluster.source import piece_of
from factx.model import Article
from factx.options import Options

if TYPE_CHECKING:
    import pyarrow


class Extract:
    """Reads articles and extracts their facts.

    Args:
        options: what to look for and how.
    """

    def __init__(self, options: Options) -> None:
        os.environ.update(dict.fromkeys(THREADS, "1"))
        from factx.engine import Engine

        self.options = options
        self.engine = Engine(options)
        self.engine.warm()

    def __call__(self, block: pyarrow.Table) -> pyarrow.Table:
        """The rows of a block of articles, in its order."""
        return rows.table(group.documents(_articles(block), self.engine, self.options), self.options)


def _articles(block: pyarrow.Table) -> Iterator[Article]:
    for row in block.to_pylist():
        piece, fetched, url = piece_of(row)
        article = group.article(piece, fetched)
        yield replace(article, url=article.url or url)
