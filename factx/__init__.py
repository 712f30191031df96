"""factx: the facts of an article, each with the words that state it."""

__version__ = "0.1.0"
