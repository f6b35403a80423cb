"""Settings of the whole suite: no test ever fails because a machine is slow."""

import gc
import os
import sys
from collections.abc import Iterator
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from counting import counted, uncounted

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Nor does it read or leave anything in the cache of whoever runs it. Workers share the cache of
# the process that started them: a rulebook that one has read is there for the other.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _CACHE = TemporaryDirectory(prefix="mis-cache-")
    os.environ["XDG_CACHE_HOME"] = _CACHE.name

# Programs that tests start would each compile the whole source again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# What thousands of tests hold is there to the end: the collector need not look at it every moment.
gc.set_threshold(50_000)

collect_ignore = ["load/people.py"]
"""Loading locust makes every thread of the process wait otherwise."""


def pytest_collection_finish() -> None:
    """Nor at what the tests are made of."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def the_printers_own_lines_are_not_counted() -> Iterator[None]:
    """Papers are drawn by WeasyPrint, whose lines are not ours; only what it calls back is."""
    if sys.gettrace() is None:
        yield
        return
    from weasyprint import HTML

    from mis_assessor.reports import pdf
    from mis_assessor.reports.pdf_finish import finisher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "finisher", lambda *given: counted(finisher(*given)))
        patch.setattr(pdf.ShippedOnly, "fetch", counted(pdf.ShippedOnly.fetch))
        patch.setattr(HTML, "write_pdf", uncounted(HTML.write_pdf))
        yield
