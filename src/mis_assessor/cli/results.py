"""What an assessment leaves behind: lines on the screen, and the files asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from mis_assessor.cli.framework_lines import framework_lines, remark_lines, system_lines
from mis_assessor.cli.summary import Line, summary
from mis_assessor.cli.written import write_files
from mis_assessor.core.assessment import Assessment
from mis_assessor.core.canonical import assessment_json
from mis_assessor.core.system_assessment import SystemAssessment, system_json
from mis_assessor.services.publish import board_paper, system_paper, system_web_edition, web_edition

SCREEN = "-"


@dataclass(frozen=True, slots=True)
class Files:
    """The files a person asked for; JSON may go to the screen."""

    json: str | None
    html: Path | None
    pdf: Path | None


def write_trust(assessment: Assessment, files: Files) -> None:
    """A trust's assessment, with the frameworks that were asked for."""
    lines = [*summary(assessment)]
    for result in assessment.frameworks:
        lines += framework_lines(result)
    if assessment.frameworks:
        lines += remark_lines(assessment.remarks)
    _write(
        files,
        lines,
        assessment_json(assessment),
        lambda: web_edition(assessment),
        lambda: board_paper(assessment),
    )


def write_system(assessment: SystemAssessment, files: Files) -> None:
    """A whole system's assessment."""
    _write(
        files,
        system_lines(assessment),
        system_json(assessment),
        lambda: system_web_edition(assessment),
        lambda: system_paper(assessment),
    )


def _write(
    files: Files,
    lines: Iterable[Line],
    json: bytes,
    html: Callable[[], bytes],
    pdf: Callable[[], bytes],
) -> None:
    pages = {}
    if files.html is not None:
        pages[files.html] = html()
    if files.pdf is not None:
        click.echo("Writing the paper, about ten seconds…", err=True)
        pages[files.pdf] = pdf()
    if files.json == SCREEN:
        click.echo(json, nl=False)
    else:
        if files.json is not None:
            pages[Path(files.json)] = json
        for line in lines:
            click.echo(click.style(line.text, **line.style))
    for path in write_files(pages):
        click.echo(f"Wrote {path}", err=files.json == SCREEN)
