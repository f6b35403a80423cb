"""Consistency rules over registers that are long, or in which a number is mistyped."""

from dataclasses import replace

from golden.assessed import ROOT, rulebook, sent
from mis_assessor.core.consistency.references import SOUGHT
from mis_assessor.core.deciding.consistency import consistency_of
from mis_assessor.core.evidence.submission import RegisterRow, Submission
from mis_assessor.core.rules.in_force import governing
from trust_year.bad_evidence import strangers
from trust_year.generator import invented


def sentences(submission: Submission) -> list[str]:
    """Everything that does not agree."""
    book, on = rulebook(submission.scheme_year), submission.assessed_as_at
    assert on is not None
    editions = governing(book.year, min(on, book.year.last_day))
    found = consistency_of(book, submission, editions, on)
    return [one.sentence for finding in found for one in finding.contradictions]


def test_the_nearest_is_sought_for_the_first_hundred() -> None:
    """Where nobody is in the register of staff, no one reference was mistyped."""
    told = [s for s in sentences(strangers(invented(7, size=0.3))) if s.startswith("“X")]
    near = [s for s in told if "Nearest" in s]
    assert len(told) > SOUGHT
    assert len(near) == SOUGHT
    assert set(near) == set(sorted(told)[:SOUGHT])


def test_a_number_far_too_high_is_no_long_wait() -> None:
    """A reference with twelve figures is no series of so many rows, and the others are."""
    submission = sent(ROOT / "evidence_samples" / "year-6-ten-of-ten")
    deaths = submission.registers["perinatal deaths"]
    rows = tuple(
        RegisterRow(n + 2, {**deaths.rows[0].cells, "case": f"PD-{number:012}"})
        for n, number in enumerate((*range(1, 41), *range(42, 61), 10**12 - 1))
    )
    for kept, told in ((rows[:-1], True), (rows, False)):
        one = replace(deaths, rows=kept)
        changed = replace(submission, registers={**submission.registers, deaths.name: one})
        found = [s for s in sentences(changed) if "without a gap" in s]
        assert bool(found) is told
