"""Renders the shipped page templates; every value they name must exist."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mis_assessor.reports.presenters import Paper
from mis_assessor.reports.presenters.system_whole import SystemPaper
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


def render(edition: str, paper: Paper | SystemPaper, footnote: str = "") -> str:
    """A paper as ``print`` or ``web`` HTML; users' words are escaped wherever they appear."""
    body = "system/body.html" if isinstance(paper, SystemPaper) else "paper/body.html"
    names = {"paper": paper, "body": body, "footnote": footnote, "blank": NO_BREAK_SPACE}
    return render_names(f"paper/{edition}.html", **names)


def render_names(template: str, **names: object) -> str:
    """A page as HTML out of whatever values its template names."""
    return _environment().get_template(template).render(**names)
