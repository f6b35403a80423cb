"""Programs read: submissions, requirements, what is missing, what lies ahead, assessments."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Path, Query
from starlette.responses import Response

from mis_assessor.core.verdicts import Verdict
from mis_assessor.services.assess_held import assess_held, calendar_kept, challenge_of
from mis_assessor.services.held import NotThere
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.store.assessments import assessment, assessments
from mis_assessor.store.records import Held, Kept, Role
from mis_assessor.store.submissions import all_held
from mis_assessor.web.api import shapes
from mis_assessor.web.api.entrance import Asked, OfSubmission
from mis_assessor.web.api.lists import Listed, Page, PageAsked, next_page, part_of
from mis_assessor.web.api.sent import Digest
from mis_assessor.web.ask import Ask
from mis_assessor.web.entrance import may_see
from mis_assessor.web.present import (
    Current,
    current,
    due_next,
    evidence_behind,
    finding,
    not_held,
)
from mis_assessor.web.present import actions as actions_of


def list_submissions(ask: Asked, page: PageAsked) -> Listed[shapes.Submission]:
    """The submissions that you may see, the newest first."""
    with ask.desk.store.reading() as work:
        every = all_held(work, "" if ask.role is Role.VERIFIER else ask.account.trust)
    found = part_of([it for it in every if may_see(ask.desk, ask.account, it)], page)
    items = [shapes.Submission(**_submission(ask, it)) for it in found[: page.limit]]
    return Listed(items=items, next=next_page(ask, found, page))


def _submission(ask: Ask, it: Held) -> dict[str, Any]:
    now = current(ask.desk.store, it)
    with ask.desk.store.reading() as work:
        state = declaration(ask.desk, work, it.id, only_shown=True).state
    return {
        "id": it.id,
        "trust": it.trust,
        "trust_name": it.trust_name,
        "scheme_year": it.scheme_year,
        "version": it.version,
        "fingerprint": it.fingerprint,
        "made_by": it.made_by,
        "made_at": it.made_at,
        "state": state,
        "assessment": assessed(now.kept) if now.kept else None,
        "up_to_date": now.up_to_date,
    }


def assessed(kept: Kept) -> shapes.Assessed:
    """An assessment as programs are given it."""
    return shapes.Assessed(
        digest=kept.digest,
        version=kept.version,
        on=kept.on,
        known_on=kept.known_on,
        rulebook=kept.rulebook,
        verdict=Verdict(kept.verdict),
        met=kept.met,
        hold=kept.hold,
        by=kept.by,
        at=kept.at,
    )


def whole(ask: Ask, it: Held) -> shapes.WholeSubmission:
    """A submission with its safety actions."""
    shown = current(ask.desk.store, it).shown
    return shapes.WholeSubmission(
        **_submission(ask, it),
        actions=[_action(one) for one in actions_of(shown)] if shown else [],
        due_next=[
            shapes.Due(day=due["day"], title=due["title"], requirement=due["id"])
            for due in (due_next(shown) if shown else [])
        ],
    )


def read_submission(ask: OfSubmission) -> shapes.WholeSubmission:
    """One submission: where it stands, the ten safety actions, and what is due next."""
    return whole(ask, ask.submission)


def _action(one: Mapping[str, Any]) -> shapes.Action:
    return shapes.Action(**{name: one[name] for name in shapes.Action.model_fields})


def _shown(ask: Ask) -> Mapping[str, Any]:
    """What pages show. Raises NotThere where nothing has been assessed."""
    now: Current = current(ask.desk.store, ask.submission)
    if now.shown is None:
        raise NotThere("This submission has not been assessed yet. Assess it first.")
    return now.shown


def _requirement(one: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: one[name] for name in ("id", "action", "title", "verdict", "next")}
    return {**named, "why": one["sentence"], "due": one["due"] or ""}


class Which(Page):
    """Which requirements are asked for."""

    verdict: Verdict | None = None
    action: int | None = None


def list_requirements(
    ask: OfSubmission, page: Annotated[Which, Query()]
) -> Listed[shapes.Requirement]:
    """The requirements in the order of the rules, with verdict, why, and what to do next."""
    chosen = [
        one
        for one in _shown(ask)["findings"]
        if page.verdict in (None, one["verdict"]) and page.action in (None, one["action"])
    ]
    found = part_of(chosen, page)
    items = [shapes.Requirement(**_requirement(one)) for one in found[: page.limit]]
    return Listed(items=items, next=next_page(ask, found, page))


def read_requirement(
    ask: OfSubmission, requirement: Annotated[str, Path(max_length=60)]
) -> shapes.WholeRequirement:
    """One requirement: what is asked, the verdict, why, what next, and the evidence behind it."""
    shown = _shown(ask)
    one = finding(shown, requirement)
    if one is None:
        raise NotThere("There is no such requirement here.")
    named = ("asks", "source", "counts_towards", "verified_by", "remarks")
    return shapes.WholeRequirement(
        **_requirement(one),
        **{name: one[name] for name in named},
        evidence=[
            shapes.Rests(
                item=piece["item"],
                title=(piece["entry"] or {}).get("title", ""),
                what=piece["what"],
                sha256=(piece["entry"] or {}).get("sha256") or "",
            )
            for piece in evidence_behind(shown, one)
        ],
    )


def list_missing(ask: OfSubmission) -> list[shapes.MissingOf]:
    """Everything that does not hold, by safety action, with what to do next."""
    return [
        shapes.MissingOf(
            action=_action(group),
            requirements=[shapes.Requirement(**_requirement(one)) for one in group["findings"]],
        )
        for group in not_held(_shown(ask))
    ]


def kept_of(ask: Ask, digest: str = "") -> Kept:
    """The assessment of a digest, else the last one. Raises NotThere."""
    if digest:
        with ask.desk.store.reading() as work:
            kept = assessment(work, ask.submission.id, digest)
    else:
        kept = current(ask.desk.store, ask.submission).kept
    if kept is None:
        raise NotThere("There is no such assessment here. Assess the submission first.")
    return kept


def read_calendar(ask: OfSubmission) -> list[shapes.CalendarPart]:
    """What is due next, by its last safe day; what is lost stands first."""
    tables = calendar_kept(ask.desk, ask.submission.id, kept_of(ask).digest)
    return [
        shapes.CalendarPart(
            state=table["anchor"],
            heading=table["heading"],
            says=table["says"],
            entries=[
                shapes.CalendarEntry(**{**row, "requirements": row["id"]}) for row in table["rows"]
            ],
        )
        for table in tables
    ]


def read_challenge(ask: OfSubmission) -> list[str]:
    """What a non-executive should ask about the weakest of what is met."""
    return list(challenge_of(ask.desk, ask.submission.id, kept_of(ask).digest))


def assess(ask: OfSubmission) -> shapes.Assessed:
    """Assesses the version that stands."""
    return assessed(assess_held(ask.desk, ask.submission.id, ask.today, ask.by))


def list_assessments(ask: OfSubmission, page: PageAsked) -> Listed[shapes.Assessed]:
    """Every assessment, the newest first."""
    with ask.desk.store.reading() as work:
        found = part_of(assessments(work, ask.submission.id), page)
    items = [assessed(kept) for kept in found[: page.limit]]
    return Listed(items=items, next=next_page(ask, found, page))


def read_assessment(ask: OfSubmission, digest: Digest = "") -> Response:
    """The assessment itself, canonical and to the byte: of a digest, else the last one."""
    kept = kept_of(ask, digest)
    content = ask.desk.store.blobs.read(kept.content)
    headers = {"ETag": f'"{kept.digest}"'}
    return Response(content, media_type="application/json", headers=headers)
