"""``mis assess``: a submission in, a summary on screen and papers in files."""

from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.comparison import comparison
from mis_assessor.cli.days import Day
from mis_assessor.cli.options import FILE, FOLDER
from mis_assessor.cli.summary import summary
from mis_assessor.cli.written import write_files
from mis_assessor.core.canonical import assessment_json
from mis_assessor.rulebook.confirmations import NAME
from mis_assessor.services.assess_submission import (
    Confirmed,
    Days,
    assess_folder,
    compare_folder,
)
from mis_assessor.services.publish import board_paper, web_edition
from mis_assessor.shipped import rules_folder


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=Day(), default=None, help="Count facts up to this day.")
@click.option(
    "--known-on", type=Day(), default=None, help="Decide under the guidance known on this day."
)
@click.option("--json", "json_file", default=None, help="Write the assessment; - for the screen.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write the web edition.")
@click.option("--pdf", "pdf_file", type=FILE, default=None, help="Write the Board paper.")
@FOLDER
@click.option(
    "--confirmed-only",
    is_flag=True,
    help="Leave every value that nobody compared with the guidance to a person.",
)
@click.option(
    "--confirmations", type=FILE, default=None, help="File of confirmations; default: by the rules."
)
@click.option(
    "--compare-editions",
    "compare",
    is_flag=True,
    help="Print what each edition of the year's guidance would decide differently.",
)
@click.pass_context
def assess(
    context: click.Context,
    submission: Path,
    on: date | None,
    known_on: date | None,
    json_file: str | None,
    html_file: Path | None,
    pdf_file: Path | None,
    folder: Path | None,
    compare: bool,
    confirmed_only: bool,
    confirmations: Path | None,
) -> None:
    """Assess SUBMISSION (a folder or a zip of it) and say what is missing.

    Exit code 0: all ten safety actions and the conditions are met. 1: not all are.
    """
    folder = folder or rules_folder()
    if compare:
        for text in comparison(compare_folder(submission, folder, Days(on))):
            click.echo(text)
        return
    confirmed = Confirmed(confirmations or folder / NAME, confirmed_only)
    assessment = assess_folder(submission, folder, Days(on, known_on), confirmed)
    pages = {}
    if html_file is not None:
        pages[html_file] = web_edition(assessment)
    if pdf_file is not None:
        click.echo("Writing the Board paper, about ten seconds…", err=True)
        pages[pdf_file] = board_paper(assessment)
    if json_file == "-":
        click.echo(assessment_json(assessment), nl=False)
    else:
        if json_file is not None:
            pages[Path(json_file)] = assessment_json(assessment)
        for line in summary(assessment):
            click.echo(click.style(line.text, **line.style))
    for path in write_files(pages):
        click.echo(f"Wrote {path}", err=json_file == "-")
    context.exit(0 if assessment.met else 1)
