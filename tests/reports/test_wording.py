"""The examples beside each wording are its specification."""

import doctest
from types import ModuleType

import pytest

from mis_assessor.reports import printable, wording


@pytest.mark.parametrize("module", [printable, wording])
def test_the_examples_read_as_written(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted and not outcome.failed
