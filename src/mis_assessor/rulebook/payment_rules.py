"""A payment page as the rules the core works with; every problem of it at once."""

from collections import Counter
from pathlib import Path

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.payment.changes import Combined, UpliftOn
from mis_assessor.core.payment.rules import PaymentRules, Told
from mis_assessor.rulebook.payment_page import Pages, read_pages
from mis_assessor.rulebook.payment_values import Values

LINES = range(1, 38)


def read_payment_rules(rules: Path, year: str) -> PaymentRules:
    """The payment values of one financial year. Raises RulebookWrong with all problems."""
    pages = read_pages(rules, year)
    values = Values(pages)
    if pages.page.year != year:
        values.refuse(("year",), f"“{pages.page.year}” stands in the file of {year}.")
    made = _rules(pages, values)
    _check_lines(pages, values)
    values.refuse_unasked()
    if values.problems:
        raise RulebookWrong(sorted(values.problems))
    return made


def _rules(pages: Pages, values: Values) -> PaymentRules:
    page = pages.page
    return PaymentRules(
        year=page.year,
        threshold=values.pounds("contract threshold"),
        estimated_from=values.names("value is estimated from"),
        factors=values.factors(),
        combined=values.word("uplift and efficiency are", Combined),
        high_cost_in=values.names("high cost in the element"),
        high_cost_with_document=values.names("high cost in the element with a document"),
        cquin_uplift=values.share("CQUIN uplift"),
        cquin_on=values.word("CQUIN uplift is on", UpliftOn),
        cquin_attained=values.share("CQUIN attained"),
        elective_rate=values.share("elective rate"),
        material_from=values.pounds("flow is material from"),
        plan_difference=values.share("difference from the LMS plan"),
        told={told.line: Told(told.title, told.from_, told.choice) for told in page.lines},
        notes=tuple(
            f"{note.says} ({values.cited(note.source, 'notes', number)}; {note.status.value})"
            for number, note in enumerate(page.notes)
        ),
        shown=tuple(values.shown()),
        digest=pages.digest,
    )


def _check_lines(pages: Pages, values: Values) -> None:
    """Each line of the view is told once, and there is no other."""
    told = Counter(line.line for line in pages.page.lines)
    wrong = [number for number in LINES if told[number] != 1]
    wrong += sorted(set(told) - set(LINES))
    if wrong:
        which = ", ".join(map(str, wrong))
        values.refuse(("lines",), f"tell each line from 1 to 37 once; look at {which}.")
