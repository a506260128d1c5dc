"""What the tests of characters share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.counterparts.eliza_schema import ElizaSchema, eliza_schema


@pytest.fixture(scope="session")
def schema() -> Iterator[ElizaSchema]:
    """ElizaOS 1.7.2's own schema, to be asked about any document."""
    with eliza_schema() as running:
        yield running
