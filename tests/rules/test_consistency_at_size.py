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


def test_the_nearest_is_sought_where_not_everybody_is_unknown() -> None:
    """Where nobody is in the register of staff, no one reference was mistyped."""
    sound = invented(7, size=0.3)
    none_known = strangers(sound)
    trained, unknown = (it.registers["training attendance"] for it in (sound, none_known))
    few = replace(trained, rows=(*unknown.rows[:30], *trained.rows[30:]))
    some_known = replace(sound, registers={**sound.registers, trained.name: few})
    for sent_in, sought in ((some_known, True), (none_known, False)):
        told = [s for s in sentences(sent_in) if s.startswith("“X")]
        assert (len(told) <= SOUGHT) is sought and told
        assert all(("Nearest" in one) is sought for one in told)


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
