"""Access for other programs: tokens made, shown once and ended, by their owner or administrator."""

from datetime import UTC, datetime, time
from typing import Any

from starlette.responses import Response

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.programs import end_token, make_token, programs_of
from mis_assessor.store.records import Program, Role
from mis_assessor.web.ask import LONDON, Ask
from mis_assessor.web.fields import day_in, number_in
from mis_assessor.web.render import page, to


def programs(ask: Ask) -> Response:
    """One's own tokens, and the form to make another."""
    return _programs_page(ask)


def _programs_page(ask: Ask, status: int = 200, **more: Any) -> Response:
    mine = _lines(ask, programs_of(ask.desk.store, ask.account.id))
    return page(ask, "programs.html", status, programs=mine, **more)


def _lines(ask: Ask, found: tuple[Program, ...]) -> list[dict[str, Any]]:
    """Those that work first; what has ended stays to be seen."""
    every = [{"it": one, "works": one.works(ask.now), "state": _state(ask, one)} for one in found]
    return sorted(every, key=lambda line: not line["works"])


def _state(ask: Ask, one: Program) -> str:
    if one.ended:
        return f"ended by {one.ended_by}"
    return "works" if one.works(ask.now) else "too old"


def let_a_program_in(ask: Ask) -> Response:
    """Makes a token, and shows it this once."""
    day = day_in(ask.word("until"))
    until = datetime.combine(day, time(23, 59, 59), LONDON).astimezone(UTC) if day else None
    name = ask.word("name")
    try:
        token = make_token(ask.desk.store, ask.account, name, until, ask.by)
    except NotAllowed as error:
        href = "#until" if "last day" in str(error) else "#name"
        errors = [{"text": str(error), "href": href}]
        return _programs_page(ask, 422, errors=errors, words=ask.form)
    return _programs_page(ask, token=token, token_of=name)


def end_a_token(ask: Ask) -> Response:
    """Ends a token from now on."""
    end_token(ask.desk.store, number_in(ask.part("program")) or 0, ask.by)
    own = ask.role is not Role.ADMINISTRATOR or ask.word("back") != "everybody"
    return to("/programs" if own else "/everybodys-programs", "token")


def everybodys_programs(ask: Ask) -> Response:
    """Every program that may come in, and in whose name."""
    found = _lines(ask, programs_of(ask.desk.store))
    return page(ask, "everybodys_programs.html", programs=found)


HANDLERS = {
    "programs": programs,
    "let_a_program_in": let_a_program_in,
    "end_a_token": end_a_token,
    "everybodys_programs": everybodys_programs,
}
