"""The payment view in the Board paper: the same lines, and never taken for what was paid."""

from dataclasses import replace
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.payment.line import PaymentLine
from mis_assessor.reports.board_paper import paper
from mis_assessor.reports.pages.payment import Payment, PaymentRow, payment
from mis_assessor.reports.papers import html_edition
from mis_assessor.reports.wording import pounds
from reports.reading import pages_of


def section(assessment: Assessment) -> Payment:
    found = payment(assessment)
    assert found is not None
    return found


def test_every_line_is_there_with_amount_paragraph_and_choice(assessment: Assessment) -> None:
    view, shown = assessment.payment, section(assessment)
    assert view is not None
    told = [one for contract in view.contracts for one in contract.lines] + [*view.between]
    rows = [row for table in shown.tables for row in table.rows]
    assert [_of(one) for one in told] == [
        (row.number, row.label, row.amount, row.source, row.choice) for row in rows if row.number
    ]
    assert sorted([*(one.number for one in told), view.notes.number]) == list(range(1, 38))
    assert len(rows) == sum(1 + len(one.rows) for one in told)


def _of(one: PaymentLine) -> tuple[str, ...]:
    amount = "" if one.amount is None else pounds(one.amount)
    return str(one.number), one.title, amount, one.source, one.choice if one.applies else ""


def test_a_line_is_followed_by_what_it_is_made_of(assessment: Assessment) -> None:
    rows = section(assessment).tables[0].rows
    agreed = next(place for place, row in enumerate(rows) if row.number == "25")
    assert rows[agreed].is_total
    assert rows[agreed + 2] == PaymentRow("", "Network contribution", "−£216,000.00", "", "Line 20")


def test_it_says_what_it_is_not_and_what_it_rests_on(assessment: Assessment) -> None:
    shown = section(assessment)
    assert shown.label == "Guidance view, not a statement of what was paid."
    assert shown.tables[0].opening == "Total (line 31): £25,333,481.13."
    assert ("CQUIN uplift is on", "everything", "Our own choice", "our assumption") in shown.values
    assert shown.notes[-1].endswith("(our own choice; recalled, may be off)")
    assert [name for name, _ in shown.digests] == ["payment.yaml", "Payment rules"]


def test_a_contract_without_an_element_has_no_total(assessment: Assessment) -> None:
    view = assessment.payment
    assert view is not None
    contract = view.contracts[0]
    bare = replace(contract, lines=tuple(replace(one, amount=None) for one in contract.lines))
    shown = section(replace(assessment, payment=replace(view, contracts=(bare,))))
    assert shown.tables[0].opening == ""
    assert not any(row.is_total for row in shown.tables[0].rows)


def test_without_a_payment_file_there_is_no_section(assessment: Assessment) -> None:
    without = replace(assessment, payment=None)
    assert payment(without) is None
    assert paper(assessment).contents[:-1] == paper(without).contents
    assert "payment view" not in html_edition(without).casefold()


def test_every_amount_is_read_back_from_the_pdf(pdf: Path, assessment: Assessment) -> None:
    pages = pages_of(pdf.read_bytes())
    first = next(
        n for n, words in enumerate(pages) if "Appendix F: payment view" in words and n > 2
    )
    words = " ".join(pages[first:])
    assert "not a statement of what was paid" in pages[first]
    for table in section(assessment).tables:
        for row in table.rows:
            assert row.amount in words
