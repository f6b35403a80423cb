"""The champion's way: begin a year or send a folder, what is due, each action and requirement."""

import tempfile
from pathlib import Path

from starlette.responses import Response

from mis_assessor.core.errors import AssessorError
from mis_assessor.rulebook.read import years_in
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.forms import files_of_new_submission
from mis_assessor.services.held import NotThere, take_in, take_in_files
from mis_assessor.services.where_it_stands import declaration
from mis_assessor.store.records import Held, Role
from mis_assessor.store.submissions import all_held, trusts
from mis_assessor.web.ask import Ask
from mis_assessor.web.entrance import may_see
from mis_assessor.web.present import (
    actions,
    current,
    due_next,
    evidence_behind,
    finding,
    findings_of,
    matching,
    not_held,
    tally,
)
from mis_assessor.web.render import page, to, told


def home(ask: Ask) -> Response:
    """The first page of whoever signs in: what is theirs to do."""
    if ask.role is Role.ADMINISTRATOR:
        return page(ask, "administrator.html")
    with ask.desk.store.reading() as work:
        every = all_held(work, "" if ask.role is Role.VERIFIER else ask.account.trust)
    seen = [_line(ask, it) for it in every if may_see(ask.desk, ask.account, it)]
    return page(ask, "home.html", lines=seen)


def _line(ask: Ask, it: Held) -> dict[str, object]:
    now = current(ask.desk.store, it)
    with ask.desk.store.reading() as work:
        state = declaration(ask.desk, work, it.id, only_shown=True).state
    due = due_next(now.shown, 3) if now.shown else []
    return {"held": it, "now": now, "state": ask.desk.workflow.states[state], "due": due}


def start(ask: Ask) -> Response:
    """The page to begin a scheme year on."""
    return page(ask, "start.html", years=years_in(ask.desk.rules))


def starting(ask: Ask) -> Response:
    """Begins a scheme year with an empty submission."""
    years, year = years_in(ask.desk.rules), ask.word("year")
    if year not in map(str, years):
        errors = [{"text": "Choose the scheme year.", "href": "#year"}]
        return page(ask, "start.html", 422, years=years, errors=errors)
    with ask.desk.store.reading() as work:
        name = next(t.name for t in trusts(work) if t.code == ask.account.trust)
        there = [it for it in all_held(work, ask.account.trust) if it.scheme_year == int(year)]
    if there and ask.word("another") != "yes":
        return page(ask, "start.html", 422, years=years, there=there[0], year=year)
    empty = files_of_new_submission(ask.desk.rules, int(year), ask.account.trust, name)
    files = {file: text.encode() for file, text in empty.items()}
    new = take_in_files(ask.desk, files, ask.by)
    _assess_if_it_can_be(ask, new)
    return to(f"/submissions/{new}", "started")


def load(ask: Ask) -> Response:
    """The page to send a whole folder on, as a zip."""
    return page(ask, "load.html")


def loading(ask: Ask) -> Response:
    """Takes in a whole folder, or says everything that keeps it from being read."""
    if len(ask.files) != 1:
        errors = [{"text": "Choose one zip of the submission folder.", "href": "#zip"}]
        return page(ask, "load.html", 422, errors=errors)
    with tempfile.TemporaryDirectory(prefix="mis-upload-") as place:
        path = Path(place, "submission.zip")
        path.write_bytes(ask.files[0].content)
        try:
            new = take_in(ask.desk, path, ask.by)
        except AssessorError as error:
            return page(ask, "load.html", 422, errors=told(error.problems, "#zip"))
    _assess_if_it_can_be(ask, new)
    return to(f"/submissions/{new}", "loaded")


def _assess_if_it_can_be(ask: Ask, submission: str) -> None:
    """What was kept stays, also where no guidance was out on the day: the page then says so."""
    try:
        assess_held(ask.desk, submission, ask.today, ask.by)
    except AssessorError:
        return


def submission(ask: Ask) -> Response:
    """One submission: what is due next, and the ten actions."""
    now = current(ask.desk.store, ask.submission)
    with ask.desk.store.reading() as work:
        stands = declaration(ask.desk, work, ask.submission.id, only_shown=True)
    return page(
        ask,
        "submission.html",
        now=now,
        shown=now.shown,
        actions=actions(now.shown) if now.shown else [],
        due=due_next(now.shown) if now.shown else [],
        stands=stands,
        state=ask.desk.workflow.states[stands.state],
        states=ask.desk.workflow.states,
    )


def action(ask: Ask) -> Response:
    """One safety action with its requirements."""
    now = current(ask.desk.store, ask.submission)
    number = ask.part("number")
    found = [a for a in actions(now.shown) if str(a["number"]) == number] if now.shown else []
    if not found or now.shown is None:
        raise NotThere("There is no such safety action here.")
    its = findings_of(now.shown, found[0]["number"])
    asked = [f for f in its if f["verdict"] not in ("paused", "not applicable")]
    silent = [f for f in its if f["verdict"] in ("paused", "not applicable")]
    said = tally(f["verdict"] for f in asked)
    return page(ask, "action.html", action=found[0], asked=asked, silent=silent, tally=said)


def requirement(ask: Ask) -> Response:
    """One requirement: what is asked, the evidence, the verdict, why, and what next."""
    now = current(ask.desk.store, ask.submission)
    found = finding(now.shown, ask.part("requirement")) if now.shown else None
    if found is None or now.shown is None:
        raise NotThere("There is no such requirement here.")
    return page(
        ask,
        "requirement.html",
        now=now,
        finding=found,
        action=next(a for a in actions(now.shown) if a["number"] == found["action"]),
        behind=evidence_behind(now.shown, found),
    )


def missing(ask: Ask) -> Response:
    """Everything that does not hold, by action, with what to do next."""
    now = current(ask.desk.store, ask.submission)
    return page(ask, "missing.html", now=now, groups=not_held(now.shown) if now.shown else [])


def search(ask: Ask) -> Response:
    """Requirements in which words stand."""
    now = current(ask.desk.store, ask.submission)
    words = ask.asked("q").strip()
    found = matching(now.shown, words) if now.shown else []
    return page(ask, "search.html", words=words, found=found)


def assess_again(ask: Ask) -> Response:
    """Assesses what stands now."""
    assess_held(ask.desk, ask.submission.id, ask.today, ask.by)
    return to(f"/submissions/{ask.submission.id}", "assessed")


HANDLERS = {
    "home": home,
    "start": start,
    "starting": starting,
    "load": load,
    "loading": loading,
    "submission": submission,
    "action": action,
    "requirement": requirement,
    "missing": missing,
    "search": search,
    "assess_again": assess_again,
}
