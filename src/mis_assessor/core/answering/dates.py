"""The days on which something happened, row by row."""

from datetime import date

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.answering.labels import label, used
from mis_assessor.core.answering.rows import row_test
from mis_assessor.core.answering.series import missing_in_series
from mis_assessor.core.answers import Answer, Papers, Report
from mis_assessor.core.questions.cases import CasesQuestion
from mis_assessor.core.submission import Register
from mis_assessor.core.wording import counted, listed


def dates_of_cases(
    question: CasesQuestion,
    register: Register,
    asking: Asking,
    start: date | None,
    end: date | None,
) -> Answer:
    """The days of the cases, for tests of how often something happened."""
    assert question.day and start and end
    if missing := missing_in_series(question, register, asking, start, end):
        return asking.silent(
            f"The register of {register.name} has no row for {listed(list(missing[:6]))}."
        )
    belongs = row_test(question.cases, asking)
    found = [(row, day, belongs(row)) for row in register.rows if (day := row.day(question.day))]
    if unclear := [label(row) for row, _, known in found if known is None]:
        return asking.silent(
            f"The register of {register.name} leaves blank what tells whether it counts: "
            f"{listed(unclear[:6])}."
        )
    rows = [(row, day) for row, day, known in found if known]
    reports = tuple(Report(label(r), True, (("dated", d),), None) for r, d in rows)
    basis = used(register, f"{counted(len(rows), 'rows')}", tuple(r.number for r, _ in rows))
    return Papers(reports, start, end, asking.on, provenance=basis)
