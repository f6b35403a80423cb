"""The champion's way: begin a year or send a folder, what is due, each action and requirement."""

from starlette.responses import Response

from mis_assessor.rulebook.loaded import years_in
from mis_assessor.services.assess_held import assess_held
from mis_assessor.services.held import NotThere
from mis_assessor.services.jobs import ask_to_load
from mis_assessor.services.sending import begin_year, begun_already
from mis_assessor.services.where_it_stands import declaration, steps_of
from mis_assessor.store.accounts import acts_for
from mis_assessor.store.records import Held, Role
from mis_assessor.store.submissions import all_held
from mis_assessor.web.ask import Ask
from mis_assessor.web.charts import chart, shares
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
from mis_assessor.web.render import page, to


def home(ask: Ask) -> Response:
    """The first page of whoever signs in: what is theirs to do."""
    if ask.role is Role.ADMINISTRATOR:
        return page(ask, "administrator.html")
    with ask.desk.store.reading() as work:
        every = all_held(work, "" if ask.role is Role.VERIFIER else ask.account.trust)
    if ask.role is not Role.VERIFIER:
        every = tuple(sorted(every, key=lambda it: -it.scheme_year))
    seen = [_line(ask, it) for it in every if may_see(ask.desk, ask.account, it)]
    return page(ask, "home.html", lines=seen)


def _line(ask: Ask, it: Held) -> dict[str, object]:
    now = current(ask.desk.store, it)
    workflow = ask.desk.workflow
    with ask.desk.store.reading() as work:
        stands = declaration(ask.desk, work, it.id, only_shown=True)
        acting = acts_for(work, ask.account.id, ask.today)
    goes_on = now.shown is not None and stands.state not in workflow.closed_to_changes
    due = due_next(now.shown, 3) if now.shown is not None and goes_on else []
    steps = steps_of(workflow, stands, ask.account, acting)
    return {
        "held": it,
        "now": now,
        "state": workflow.states[stands.state],
        "due": due,
        "steps": steps,
    }


def start(ask: Ask) -> Response:
    """The page to begin a scheme year on."""
    return page(ask, "start.html", years=years_in(ask.desk.rules))


def starting(ask: Ask) -> Response:
    """Begins a scheme year with an empty submission."""
    years, year = years_in(ask.desk.rules), ask.word("year")
    if year not in map(str, years):
        errors = [{"text": "Choose the scheme year.", "href": "#year"}]
        return page(ask, "start.html", 422, years=years, errors=errors)
    there = begun_already(ask.desk, int(year), ask.account.trust)
    if there and ask.word("another") != "yes":
        return page(ask, "start.html", 422, years=years, there=there, year=year)
    new = begin_year(ask.desk, int(year), ask.today, ask.by)
    return to(f"/submissions/{new}", "started")


def load(ask: Ask) -> Response:
    """The page to send a whole folder on, as a zip."""
    return page(ask, "load.html")


def loading(ask: Ask) -> Response:
    """Asks for a whole folder to be taken in."""
    if len(ask.files) != 1:
        errors = [{"text": "Choose one zip of the submission folder.", "href": "#zip"}]
        return page(ask, "load.html", 422, errors=errors)
    job = ask_to_load(ask.desk, ask.files[0].content, ask.today, ask.by)
    return to(f"/jobs/{job.id}")


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
        chart=chart(shares(found)) if shares(found) else None,
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
