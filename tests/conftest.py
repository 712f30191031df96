"""What tests share: one engine, so that the model is loaded once a session."""

from __future__ import annotations

import pytest

from factx.engine import Engine
from factx.options import Options


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine with the options as they stand; for tests that read documents and change nothing."""
    return Engine(Options())
