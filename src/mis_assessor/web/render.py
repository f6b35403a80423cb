"""Turns a template and values into a page, with the headers that every page has.

Words that pages share: days and moments, and what is said once something was done.
"""

import secrets
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mis_assessor.core.errors import Problem
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import on_day
from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.tags import tag
from mis_assessor.web.ask import Ask
from mis_assessor.web.doors import DOOR
from mis_assessor.web.places import desk_of, places_for

STATIC = "/static"

DONE = {
    "assessed": "Assessed.",
    "started": "The year has been started. Begin with what is due next.",
    "loaded": "The submission has been taken in and assessed.",
    "sent": "What you sent has been kept, and the submission assessed again.",
    "imported": "It has been brought in, and the submission assessed again.",
    "signed": "The signed paper has been kept.",
    "ticked": "The document has been kept, and the submission assessed again.",
    "same": "What you sent is what was there already, so nothing has changed.",
    "stated": "The statement has been recorded, and the submission assessed again.",
    "paper": "The Board paper has been made.",
    "moved": "Recorded.",
    "acknowledged": "Acknowledged.",
    "password": "Your password has been changed.",
    "account": "The account has been added.",
    "trust": "The trust has been kept.",
    "verified": "Verified. What was found is kept.",
    "token": "The token has been ended. It opens nothing any more.",
    "signed-out": "You are signed out here.",
    "guidance": "The document is kept. Go through it page by page.",
    "read": "Recorded, with your name and the day.",
    "system": "The local system has been kept.",
    "folder": "What the system sent is kept. Assess it again.",
    "absence": "The absence has been recorded.",
}
"""By the word in the address, so that no address can put words of its own on a page."""


def day_in_words(day: str) -> str:
    """A day as it is stored, as people write it.

    >>> day_in_words("2023-02-02"), day_in_words("")
    ('2 February 2023', '')
    """
    return on_day(date.fromisoformat(day), "") if day else ""


def moment_in_words(moment: str) -> str:
    """A moment as it is stored, in London's time.

    >>> moment_in_words("2023-07-02T13:05:00Z")
    '2 July 2023 at 14:05'
    """
    at = datetime.fromisoformat(moment).astimezone(ZoneInfo("Europe/London"))
    return f"{on_day(at.date(), '')} at {at:%H:%M}"


@cache
def _environment() -> Environment:
    ours = FileSystemLoader(templates_folder() / "web")
    env = Environment(
        loader=ChoiceLoader([ours, PackageLoader("nhsuk_frontend_jinja")]),
        undefined=ChainableUndefined,  # the macros of nhsuk-frontend-jinja need it
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["static"] = STATIC
    env.globals["tag_of"] = lambda verdict: tag(Verdict(verdict))
    env.filters["day"] = day_in_words
    env.filters["moment"] = moment_in_words
    return env


def page(ask: Ask, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, with who is signed in and the secret of its forms."""
    nonce = secrets.token_urlsafe(16)
    html = (
        _environment()
        .get_template(template)
        .render(
            values,
            ask=ask,
            account=ask.visit.account if ask.visit else None,
            may=lambda door: ask.visit is not None and DOOR[door].admits(ask.role),
            held=ask.held,
            here=f"/submissions/{ask.held.id}" if ask.held else "",
            form_token=ask.form_token,
            cspNonce=nonce,
            demo=ask.settings.demo,
            places_for=places_for,
            desk_of=desk_of,
            done=DONE.get(ask.asked("done"), ""),
        )
    )
    response = HTMLResponse(html, status)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
        "img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response


def to(path: str, done: str = "", **more: str) -> Response:
    """Sends the browser on, after something was done; only to a page of this service."""
    query = urlencode({k: v for k, v in {"done": done, **more}.items() if v})
    return RedirectResponse(f"{path}?{query}" if query else path, 303)


def told(problems: tuple[Problem, ...], href: str) -> list[dict[str, str]]:
    """Problems of files, all of which lead to the field with which they are sent again."""
    return [{"text": str(problem), "href": href} for problem in problems]
