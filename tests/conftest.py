"""Settings of the whole suite: no test ever fails because a machine is slow."""

import gc
import os
import sys
from collections.abc import Generator
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

import whole_programs
from counting import counting, uncounted, without_counting

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
    whole_programs.read_shipped_rules_once()
    if sys.gettrace() is not None:
        _leave_the_printer_uncounted()
        _leave_readers_of_files_uncounted()
        whole_programs.leave_uncounted()


def _leave_the_printer_uncounted() -> None:
    """Papers are drawn by WeasyPrint, whose lines are not ours; what it calls back is counted."""
    from weasyprint import HTML

    from mis_assessor.reports import pdf
    from mis_assessor.reports.pdf_finish import finisher

    setattr(pdf, "finisher", lambda *given: counting(finisher(*given)))  # noqa: B010
    setattr(pdf.ShippedOnly, "fetch", counting(pdf.ShippedOnly.fetch))  # noqa: B010
    setattr(HTML, "write_pdf", without_counting(HTML.write_pdf))  # noqa: B010


def _leave_readers_of_files_uncounted() -> None:
    """What tests read back with is not ours either, and calls nothing of ours."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.writer.excel import ExcelWriter
    from pypdf import PageObject

    setattr(ExcelReader, "read", without_counting(ExcelReader.read))  # noqa: B010
    setattr(ExcelWriter, "save", without_counting(ExcelWriter.save))  # noqa: B010
    setattr(PageObject, "extract_text", without_counting(PageObject.extract_text))  # noqa: B010


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Counts no lines where a module says that its tests only run again what others count."""
    if item.get_closest_marker("uncounted") is not None:
        with uncounted():
            return (yield)
    with whole_programs.running(item.path.parent.name):
        return (yield)
