"""``mis assess``: a submission in, a summary on screen and papers in files."""

from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.comparison import comparison
from mis_assessor.cli.days import Day
from mis_assessor.cli.options import FILE, FOLDER
from mis_assessor.cli.results import Files, write_system, write_trust
from mis_assessor.core.system_assessment import every_duty_holds
from mis_assessor.intake.read_system import is_system
from mis_assessor.rulebook.confirmations import NAME
from mis_assessor.services.assess_frameworks import (
    ALL,
    assess_beside,
    assess_system,
    frameworks_asked,
)
from mis_assessor.services.assess_submission import (
    Confirmed,
    Days,
    assess_folder,
    compare_folder,
)
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
@click.option(
    "--framework",
    "frameworks",
    multiple=True,
    metavar="NAME",
    help="Also this framework, for example ockenden; all: every one. Default: the scheme alone.",
)
@click.option(
    "--system",
    "system",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="The local maternity system the trust belongs to: its folder, with system.yaml.",
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
    frameworks: tuple[str, ...],
    system: Path | None,
) -> None:
    """Assess SUBMISSION (a folder or a zip of it) and say what is missing.

    The folder of a local maternity system, with system.yaml, is assessed as a whole.

    Exit code 0: all ten safety actions and the conditions are met, and every duty of the
    frameworks asked for. 1: not all are.
    """
    folder = folder or rules_folder()
    days = Days(on, known_on)
    confirmed = Confirmed(confirmations or folder / NAME, confirmed_only)
    files = Files(json_file, html_file, pdf_file)
    if is_system(submission):
        names = frameworks_asked(folder, frameworks or (ALL,))
        whole = assess_system(submission, folder, names, days, confirmed)
        write_system(whole, files)
        context.exit(0 if whole.met else 1)
    if compare:
        for text in comparison(compare_folder(submission, folder, days)):
            click.echo(text)
        return
    names = frameworks_asked(folder, frameworks or ((ALL,) if system else ()))
    assessment = (
        assess_beside(submission, system, folder, names, days, confirmed)
        if names
        else assess_folder(submission, folder, days, confirmed)
    )
    write_trust(assessment, files)
    beside = every_duty_holds(assessment.frameworks)
    context.exit(0 if assessment.met and beside else 1)
