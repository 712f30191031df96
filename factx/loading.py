"""A model's name to a spaCy pipeline that holds what the rules use, imported and loaded with nothing else.

spaCy is imported here at the first call, not before. Knows nothing of sentences and rules.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from factx import pinned
from factx.errors import ModelError
from factx.options import DEFAULT_MODEL

if TYPE_CHECKING:
    from spacy.language import Language

#: Parts of a pipeline that the rules do not use.
UNUSED = ("lemmatizer", "attribute_ruler", "morphologizer", "senter", "textcat")
_NEEDED = ("tagger", "parser", "ner")
_COMMANDS = "spacy.cli.info"
_UNFILLED = "factx.Unfilled.v1"


def load(model: str) -> Language:
    """The pipeline of an installed model package, or of a path to a model.

    Raises:
        ModelError: it is not installed or cannot be loaded, or lacks a tagger, parser or named entities; or it is the
            default model and a file of it is not the pinned one.
    """
    pinned.check(model)
    try:
        spacy = _spacy()
        nlp: Language = spacy.load(model, exclude=list(UNUSED), config=_config(spacy, model))
    except (MemoryError, ImportError) as error:
        # A library that cannot be mapped for want of memory is an ImportError.
        why = str(error) if isinstance(error, ImportError) and "\n" not in str(error) else "out of memory"
        raise ModelError(
            "model-not-loaded",
            f"spaCy and its model {model!r} cannot be loaded ({why}): where memory is limited, allow 1 GB a process, "
            "or use fewer --jobs; otherwise install factx anew.",
        ) from error
    except OSError as error:
        raise ModelError(
            "model-missing",
            f"spaCy model {model!r} is not installed: install the package that holds it, "
            "or name an installed one with --model or FACTX_MODEL.",
        ) from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError("model-unfit", f"spaCy model {model!r} has no {', '.join(missing)}: use an English pipeline.")
    return nlp


def _config(spacy: ModuleType, model: str) -> dict[str, object]:
    """What the model's own settings need not do.

    The default model has the usual tokenizer: spaCy would fill it with the rules of English, and then with those that
    the model keeps, which are all it has in the end. Once is enough; that saves a quarter of the load.
    """
    if model != DEFAULT_MODEL:
        return {}
    spacy.registry.tokenizers(_UNFILLED, func=lambda: _unfilled)
    return {"nlp.tokenizer": {"@tokenizers": _UNFILLED}}


def _unfilled(nlp: Language) -> Any:
    return import_module("spacy.tokenizer").Tokenizer(nlp.vocab)


def _spacy() -> ModuleType:
    """spaCy, without its command line until somebody asks for that.

    ``import spacy`` imports ``spacy.cli`` for the function `spacy.info` alone, and with it HTTP clients and templates:
    a third of the time it takes.
    """
    if "spacy" in sys.modules:
        return import_module("spacy")
    stand_in = ModuleType(_COMMANDS)
    vars(stand_in)["info"] = None
    sys.modules[_COMMANDS] = stand_in
    try:
        spacy = import_module("spacy")
    finally:
        del sys.modules[_COMMANDS]
    del vars(spacy)["info"]

    def later(name: str) -> Any:
        if name not in ("cli", "info"):
            raise AttributeError(f"module 'spacy' has no attribute {name!r}")
        vars(spacy)["info"] = import_module(_COMMANDS).info
        return getattr(spacy, name)

    vars(spacy)["__getattr__"] = later
    return spacy
