"""One engine for the tests of this folder."""

from collections.abc import Iterator

import pytest

from mis_assessor.engine.cage import Engine


@pytest.fixture(scope="package")
def engine() -> Iterator[Engine]:
    with Engine(jobs_a_worker=100_000) as running:
        yield running
