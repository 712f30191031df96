"""What tests share: one engine, so that the model is loaded once a session."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from factx.engine import Engine
from factx.formats import record
from factx.model import Document
from factx.options import Options
from tests.formats import valid


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine with the options as they stand; for tests that read documents and change nothing."""
    return Engine(Options())


@pytest.fixture(autouse=True, scope="session")
def _processes_can_be_interrupted() -> None:
    """Who starts the tests in the background may have told them to pass Ctrl-C over, and so all that they start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _every_output_holds_the_schema() -> Iterator[None]:
    """Whatever a test has written as JSON is checked against the JSON Schema on the way."""
    plain = record.document

    def checked(doc: Document, with_text: bool = False) -> dict[str, Any]:
        made = plain(doc, with_text)
        valid.check_made(made, "Document")
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "document", checked)
        yield
