"""Renders the shipped page templates; every value they name must exist."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mis_assessor.reports.presenters import Paper
from mis_assessor.shipped import templates_folder

NO_BREAK_SPACE = "\u00a0"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, paper: Paper, footnote: str = "") -> str:
    """A page as HTML; users' words are escaped wherever they appear."""
    return render_names(template, paper=paper, footnote=footnote, blank=NO_BREAK_SPACE)


def render_names(template: str, **names: object) -> str:
    """A page as HTML out of whatever values its template names."""
    return _environment().get_template(template).render(**names)
