"""What is left out of spaCy and its model is not missed."""

from __future__ import annotations

import subprocess
import sys

from factx import loading
from factx.options import DEFAULT_MODEL

LATER = f"""
import sys
from factx.loading import load
load({DEFAULT_MODEL!r})
assert "spacy.cli" not in sys.modules
import spacy
assert spacy.cli.download.__module__ == "spacy.cli.download"
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
assert not hasattr(spacy, "nonsense")
"""


def test_the_tokenizer_is_the_one_that_the_model_keeps() -> None:
    import spacy

    theirs, ours = spacy.load(DEFAULT_MODEL), loading.load(DEFAULT_MODEL)
    assert ours.tokenizer.to_bytes(exclude=["vocab"]) == theirs.tokenizer.to_bytes(exclude=["vocab"])


def test_the_command_line_of_spacy_comes_when_it_is_asked_for() -> None:
    subprocess.run([sys.executable, "-c", LATER], check=True)
