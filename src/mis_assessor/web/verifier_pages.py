"""The verifier's desk: what was sent is verified, held against others, and receipts are kept."""

from starlette.responses import Response

from mis_assessor.core.checking.agreement import Agreement
from mis_assessor.core.checking.verification import State
from mis_assessor.core.errors import AssessorError, EvidenceUnreadable
from mis_assessor.services.cross_check_held import by_requirement, cross_check_held
from mis_assessor.services.held_portfolio import in_order
from mis_assessor.services.held_portfolio import portfolio_held as portfolio_of
from mis_assessor.services.jobs import ask_for_portfolio, ask_to_verify_held
from mis_assessor.services.pack_differences import Side, differences, held_side, pack_side
from mis_assessor.services.verifications import line_kept, receipt_kept
from mis_assessor.store.verifications import verifications
from mis_assessor.web.answers import saved
from mis_assessor.web.ask import Ask
from mis_assessor.web.fields import number_in
from mis_assessor.web.present import current
from mis_assessor.web.render import page, to, told
from mis_assessor.web.sent_files import laid_out

LOOKS = {State.HOLDS: "green", State.DOES_NOT_HOLD: "red", State.CANNOT_BE_CHECKED: "purple"}
AGREEMENT_LOOKS = {
    Agreement.AGREES: "green",
    Agreement.DIFFERS: "red",
    Agreement.CANNOT_TELL: "purple",
}


def verification(ask: Ask) -> Response:
    """What verifying a submission found last, and every receipt of it."""
    with ask.desk.store.reading() as work:
        every = verifications(work, ask.submission.id)
    line = line_kept(ask.desk, every[0]) if every else None
    return page(ask, "verification.html", every=every, line=line, looks=LOOKS)


def verify_held(ask: Ask) -> Response:
    """Asks to verify what was sent: the evidence, the paper, and whether they are one."""
    return to(f"/jobs/{ask_to_verify_held(ask.desk, ask.submission.id, ask.by).id}")


def receipts(ask: Ask) -> Response:
    """Every verification that was kept, the newest first."""
    with ask.desk.store.reading() as work:
        every = verifications(work)
    return page(ask, "receipts.html", every=every, looks={s.value: LOOKS[s] for s in State})


def receipt(ask: Ask) -> Response:
    """One receipt, to be saved."""
    kept, content = receipt_kept(ask.desk, number_in(ask.part("receipt")) or 0)
    return saved(content, f"receipt-{kept.number}-{kept.name}.json", "application/json")


def cross_check(ask: Ask) -> Response:
    """The page to send national files on."""
    return page(ask, "cross_check.html")


def hold_against(ask: Ask) -> Response:
    """What is held beside national files, by requirement; nothing of the files is kept."""
    with laid_out(ask, "files") as paths:
        if not paths:
            errors = [{"text": "Choose at least one national file.", "href": "#files"}]
            return page(ask, "cross_check.html", 422, errors=errors)
        try:
            found = cross_check_held(ask.desk, ask.submission.id, paths)
        except AssessorError as error:
            return page(ask, "cross_check.html", 422, errors=told(error.problems, "#files"))
    shown = current(ask.desk.store, ask.submission).shown
    titles = {f["id"]: f["title"] for f in shown["findings"]} if shown else {}
    return page(
        ask,
        "cross_check.html",
        found=found,
        groups=by_requirement(found),
        titles=titles,
        looks=AGREEMENT_LOOKS,
        counts=[(one, found.count(one)) for one in AGREEMENT_LOOKS],
    )


def compare(ask: Ask) -> Response:
    """The page to choose two packs on."""
    return _compare_page(ask)


def _compare_page(ask: Ask, status: int = 200, **more: object) -> Response:
    sent = [one.held for one in portfolio_of(ask.desk).lines]
    return page(ask, "compare.html", status, sent=sent, words=ask.form, **more)


def compare_packs(ask: Ask) -> Response:
    """What is not the same in two packs, or in a pack and what is held."""
    try:
        found = differences(_first(ask), _sent_side(ask, "second", "the other pack"))
    except AssessorError as error:
        return _compare_page(ask, 422, errors=told(error.problems, "#second"))
    return _compare_page(ask, found=found)


def _first(ask: Ask) -> Side:
    held = ask.word("held")
    if not held:
        return _sent_side(ask, "first", "what is held, or a pack of your own")
    if held not in {one.held.id for one in portfolio_of(ask.desk).lines}:
        raise EvidenceUnreadable("Choose one of the declarations that were sent.")
    return held_side(ask.desk, held)


def _sent_side(ask: Ask, field: str, what: str) -> Side:
    with laid_out(ask, field) as paths:
        if len(paths) != 1:
            raise EvidenceUnreadable(f"Choose {what}: one Board paper (PDF), or one zip.")
        return pack_side(ask.desk, paths[0])


def portfolio(ask: Ask) -> Response:
    """Everything that was sent: how it stands, what does not hold, and the money."""
    from mis_assessor.reports.portfolio_page import fund_rows  # pages take long to load

    found = portfolio_of(ask.desk)
    return page(
        ask,
        "portfolio.html",
        found=found,
        lines=in_order(found.lines, ask.asked("sort")),
        sort=ask.asked("sort") or "trust",
        looks=LOOKS,
        fund=fund_rows(found.fund),
    )


def verify_waiting(ask: Ask) -> Response:
    """Asks to verify whatever nobody has verified yet."""
    return to(f"/jobs/{ask_for_portfolio(ask.desk, ask.by).id}")


def portfolio_table(ask: Ask) -> Response:
    """The same for a spreadsheet; no cell of it acts as a formula."""
    from mis_assessor.reports.portfolio_page import portfolio_csv

    content = b"".join(portfolio_csv(portfolio_of(ask.desk).verified))
    return saved(content, f"portfolio-{ask.today}.csv", "text/csv; charset=utf-8")


HANDLERS = {
    "verification": verification,
    "verify_held": verify_held,
    "receipts": receipts,
    "receipt": receipt,
    "cross_check": cross_check,
    "hold_against": hold_against,
    "compare": compare,
    "compare_packs": compare_packs,
    "portfolio": portfolio,
    "portfolio_table": portfolio_table,
    "verify_waiting": verify_waiting,
}
