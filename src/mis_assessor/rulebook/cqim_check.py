"""What is wrong between the parts of the file of data-quality rules."""

from collections.abc import Iterator, Mapping

from mis_assessor.core.errors import Problem
from mis_assessor.core.scheme import Publication
from mis_assessor.rulebook.cqim_page import CqimPage, Sourced
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.strict_yaml import Path, YamlFile


def problems_between(
    page: CqimPage, file: YamlFile, sources: Mapping[str, Publication] | None
) -> Iterator[Problem]:
    """What no heading shows by itself: names that are nowhere, tests nobody asks for."""
    for place, names, retired in _named(page):
        for name in names:
            if name not in page.tests:
                meant = did_you_mean(name, sorted(page.tests))
                yield Problem(file.where(place), f"“{name}” is not one of the tests.{meant}")
            elif retired is not None and page.tests[name].retired is not retired:
                where = "“until retired”" if page.tests[name].retired else "“tests”"
                yield Problem(file.where(place), f"“{name}” belongs under {where}.")
    asked = {name for m in page.metrics.values() for name in (*m.tests, *m.until_retired)}
    for name in page.tests:
        if name not in asked:
            yield Problem(file.where(("tests", name)), f"no metric asks for “{name}”.")
    for place, part in _parts(page):
        document = part.source.document
        if sources is not None and document not in sources:
            meant = did_you_mean(document, sorted(sources))
            yield Problem(file.where(place), f"“{document}” is not in sources.yaml.{meant}")


def _named(page: CqimPage) -> Iterator[tuple[Path, tuple[str, ...], bool | None]]:
    """Every place that names tests, and whether they must be retired there."""
    for code, test in page.tests.items():
        yield ("tests", code, "sent if any"), (test.sent_if_any,) * bool(test.sent_if_any), None
    for code, metric in page.metrics.items():
        yield ("metrics", code, "tests"), metric.tests, False
        yield ("metrics", code, "until retired"), metric.until_retired, True


def _parts(page: CqimPage) -> Iterator[tuple[Path, Sourced]]:
    yield ("basis", "source"), page.basis
    yield ("retired tests", "source"), page.retired_tests
    yield ("rounding", "source"), page.rounding
    yield ("HES", "source"), page.hes
    yield from ((("tests", code, "source"), test) for code, test in page.tests.items())
    yield from ((("metrics", code, "source"), metric) for code, metric in page.metrics.items())
