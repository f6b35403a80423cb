"""What an assessment leaves behind: lines on the screen, and the files asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import click

from mis_assessor.cli.options import say, write_files
from mis_assessor.cli.summary import (
    framework_lines,
    remark_lines,
    summary,
    system_lines,
)
from mis_assessor.cli.wrapping import SummaryLine
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import assessment_json
from mis_assessor.core.assessment.system import SystemAssessment, system_json
from mis_assessor.services.ahead import names_files
from mis_assessor.services.publish import (
    board_paper,
    system_paper,
    system_web_edition,
    web_edition,
)

SCREEN = "-"


@dataclass(frozen=True, slots=True)
class Files:
    """The files a person asked for; JSON may go to the screen."""

    json: str | None
    html: Path | None
    pdf: Path | None
    names: Path | None = None
    """The folder for the names of those still to be trained."""
    sqlite: Path | None = None

    def named(self) -> Iterator[Path]:
        """Every file that will be written."""
        if self.json is not None and self.json != SCREEN:
            yield Path(self.json)
        yield from filter(None, (self.html, self.pdf, self.names, self.sqlite))


def write_trust(
    assessment: Assessment,
    files: Files,
    rules: Path,
    evidence: Path | None = None,
    database: bytes = b"",
) -> None:
    """A trust's assessment, with the frameworks that were asked for.

    With `evidence` the paper is the verifier edition, which holds it; `database` holds the
    rows and a view for each figure.
    """
    others = names_files(assessment, files.names) if files.names else {}
    if files.sqlite is not None:
        others = {**others, files.sqlite: database}
    lines = [*summary(assessment)]
    for result in assessment.frameworks:
        lines += framework_lines(result)
    lines += remark_lines(assessment.remarks)
    _write(
        files,
        lines,
        lambda: assessment_json(assessment),
        lambda: web_edition(assessment),
        lambda: board_paper(assessment, rules, evidence),
        others,
    )


def write_system(assessment: SystemAssessment, files: Files) -> None:
    """A whole system's assessment."""
    _write(
        files,
        system_lines(assessment),
        lambda: system_json(assessment),
        lambda: system_web_edition(assessment),
        lambda: system_paper(assessment),
    )


def _write(
    files: Files,
    lines: Iterable[SummaryLine],
    json: Callable[[], bytes],
    html: Callable[[], bytes],
    pdf: Callable[[], bytes],
    others: Mapping[Path, bytes] = MappingProxyType({}),
) -> None:
    pages: dict[Path, bytes] = {**others}
    if files.html is not None:
        pages[files.html] = html()
    if files.pdf is not None:
        say("Writing the paper, about ten seconds…", err=True)
        pages[files.pdf] = pdf()
    if files.json == SCREEN:
        click.echo(json(), nl=False)
    else:
        if files.json is not None:
            pages[Path(files.json)] = json()
        for line in lines:
            say(line.text, **line.style)
    for path in write_files(pages):
        say(f"Wrote {path}", err=files.json == SCREEN)
