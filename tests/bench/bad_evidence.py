"""What evidence costs that is blank, out of date or of strangers, against sound evidence."""

from collections.abc import Callable
from functools import cache

from bench.measuring import Line, Measurement, Work, busy_seconds
from bench.rows_into_answers import rules
from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.evidence.submission import Submission
from trust_year.bad_evidence import BAD, STAFF
from trust_year.generator import invented

SIZE = 4
SOUND = "sound evidence"


@cache
def sound() -> Submission:
    """A large trust that sent what is asked."""
    return invented(7, size=SIZE)


def _assessing(spoil: Callable[[Submission], Submission]) -> Callable[[], float]:
    def take() -> float:
        sent = spoil(sound())
        on = sent.assessed_as_at
        assert on is not None
        return busy_seconds(lambda: assess(rules(), sent, on, sent.known_on))

    return take


def bad_evidence() -> Measurement:
    """Decided and written up by the reference evaluator, everything in memory."""
    spoilt = {SOUND: lambda sent: sent, **BAD}
    for spoil in spoilt.values():
        _assessing(spoil)()  # what is loaded and worked out once a process is no part of any
    people = len(sound().registers[STAFF].rows)
    return Measurement(
        tuple(Work(name, _assessing(spoil), slow=True) for name, spoil in spoilt.items()),
        (
            Line(f"Bad evidence of {people:,} people against sound, processor time", "", ""),
            Line(SOUND, SOUND, "ms"),
            *(Line(f"{name} against sound", name, "", 2, SOUND) for name in BAD),
        ),
    )
