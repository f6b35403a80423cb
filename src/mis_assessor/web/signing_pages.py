"""For whoever signs: one page to read, and one to sign on, by both ways of signing."""

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.services.signing_held import (
    SIGNS,
    brief_of,
    keep_signed,
    signed_paper,
    signed_so_far,
)
from mis_assessor.services.where_it_stands import Declaration, declaration, rulings
from mis_assessor.store.accounts import acts_for
from mis_assessor.store.records import Role
from mis_assessor.web.ask import Ask
from mis_assessor.web.keeping import kept_of
from mis_assessor.web.present import current, evidence_behind, finding
from mis_assessor.web.render import page, to, told

MOVES = {Role.APPROVER: "sign as chief executive", Role.OFFICER: "sign as accountable officer"}
"""The step by which each signer signs in the service."""


def _stands(ask: Ask) -> Declaration:
    with ask.desk.store.reading() as work:
        return declaration(ask.desk, work, ask.submission.id, only_shown=True)


def brief(ask: Ask) -> Response:
    """One page for whoever signs: what, on which exceptions, for how much, after whom."""
    kept = kept_of(ask)
    stands = _stands(ask)
    shown = current(ask.desk.store, ask.submission).shown or {}
    behind = {}
    for one in stands.exceptions:
        found = finding(shown, one.item)
        behind[one.item] = evidence_behind(shown, found) if found else ()
    return page(
        ask,
        "brief.html",
        kept=kept,
        brief=brief_of(ask.desk, kept),
        stands=stands,
        state=ask.desk.workflow.states[stands.state],
        flow=ask.desk.workflow,
        behind=behind,
    )


def sign_off(ask: Ask) -> Response:
    """What is signed, by whom it was, and both ways of signing."""
    return _sign_off(ask)


def _sign_off(ask: Ask, status: int = 200, **more: object) -> Response:
    kept = kept_of(ask)
    stands = _stands(ask)
    with ask.desk.store.reading() as work:
        acting = acts_for(work, ask.account.id, ask.today)
        sent_back = signed_so_far(work, kept)
    ruled = rulings(ask.desk, stands, ask.account, acting, None, ask.today)
    signers = []
    for role, signer in SIGNS.items():
        step = next((s for s in stands.this_round if s.move == MOVES[role]), None)
        ruling = next((r for r in ruled if r.move.move == MOVES[role]), None)
        signers.append(
            {
                "signer": signer,
                "step": step,
                "ruling": ruling,
                "can": ruling is not None and ruling.in_reach and ruling.allowed,
                "sent_back": signer.field in sent_back,
                "sends_back": ask.role is role,
                "word": signer.id.removeprefix("signature-"),
            }
        )
    return page(
        ask,
        "sign_off.html",
        status,
        kept=kept,
        brief=brief_of(ask.desk, kept),
        stands=stands,
        state=ask.desk.workflow.states[stands.state],
        signers=signers,
        any_sent_back=bool(sent_back),
        **more,
    )


def send_signed(ask: Ask) -> Response:
    """Keeps the paper that its signer sends back, or says why not."""
    if not ask.files:
        errors = [{"text": "Choose the signed paper.", "href": "#paper"}]
        return _sign_off(ask, 422, errors=errors)
    try:
        keep_signed(ask.desk, ask.submission.id, ask.files[0].content, ask.role, ask.by)
    except AssessorError as error:
        return _sign_off(ask, 422, errors=told(error.problems, "#paper"))
    return to(f"/submissions/{ask.submission.id}/sign-off", "signed")


def signed(ask: Ask) -> Response:
    """The paper with the signatures that came back."""
    kept = kept_of(ask)
    content = signed_paper(ask.desk, kept)
    it = ask.submission
    name = f"board-paper-{it.trust}-year-{it.scheme_year}-{kept.digest[:12]}-signed.pdf"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(content, media_type="application/pdf", headers=headers)


HANDLERS = {
    "brief": brief,
    "sign_off": sign_off,
    "send_signed": send_signed,
    "signed": signed,
}
