"""Turns a template and values into a page, with the headers that every page has."""

import secrets
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, FileSystemLoader, PackageLoader
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mis_assessor.core.errors import Problem
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reading.shipped import templates_folder
from mis_assessor.reports.tags import tag
from mis_assessor.store.records import Role
from mis_assessor.web.ask import Ask
from mis_assessor.web.words import DONE, day_in_words, moment_in_words

STATIC = "/static"


@cache
def _environment() -> Environment:
    ours = FileSystemLoader(templates_folder() / "web")
    env = Environment(
        loader=ChoiceLoader([ours, PackageLoader("nhsuk_frontend_jinja")]),
        undefined=ChainableUndefined,  # the macros of nhsuk-frontend-jinja need it
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["static"] = STATIC
    env.globals["tag_of"] = lambda verdict: tag(Verdict(verdict))
    env.globals["Role"] = Role
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
            held=ask.held,
            here=f"/submissions/{ask.held.id}" if ask.held else "",
            form_token=ask.form_token,
            cspNonce=nonce,
            demo=ask.settings.demo,
            done=DONE.get(ask.asked("done"), ""),
        )
    )
    response = HTMLResponse(html, status)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
        "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response


def to(path: str, done: str = "", **more: str) -> Response:
    """Sends the browser on, after something was done; only to a page of this service."""
    query = urlencode({k: v for k, v in {"done": done, **more}.items() if v})
    return RedirectResponse(f"{path}?{query}" if query else path, 303)


def as_errors(problems: Mapping[str, str]) -> list[dict[str, str]]:
    """Problems of fields, as the summary at the top of a page takes them."""
    return [{"text": text, "href": f"#{name}"} for name, text in problems.items()]


def told(problems: tuple[Problem, ...], href: str) -> list[dict[str, str]]:
    """Problems of files, all of which lead to the field with which they are sent again."""
    return [{"text": str(problem), "href": href} for problem in problems]
