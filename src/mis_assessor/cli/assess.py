"""``mis assess``: a submission in, a summary on screen and papers in files.

Editions compared, on a terminal.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER, Day, say
from mis_assessor.cli.outputs import Files, write_system, write_trust
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.system import SystemAssessment, every_duty_holds
from mis_assessor.intake.inventory import chain_beside, is_system
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.rulebook.confirmations import NAME
from mis_assessor.services.assess import (
    Comparison,
    Confirmed,
    Days,
    assess_folder,
    compare_folder,
)


def comparison(found: Comparison) -> Iterator[str]:
    """Each requirement on which the editions differ, with what each decides."""
    for edition, outcome in zip(found.editions, found.outcomes, strict=True):
        yield f"{edition}: scheme {outcome.value}"
    yield ""
    if not found.differences:
        yield "No requirement is decided differently."
    for difference in found.differences:
        yield f"{difference.requirement}  {difference.title}"
        for edition, verdict in zip(found.editions, difference.verdicts, strict=True):
            yield f"    {edition}: {verdict.value}"


VERIFIER = "verifier"


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=Day(), default=None, help="Count facts up to this day.")
@click.option(
    "--known-on", type=Day(), default=None, help="Decide under the guidance known on this day."
)
@click.option("--json", "json_file", default=None, help="Write the assessment; - for the screen.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write the web edition.")
@click.option("--pdf", "pdf_file", type=FILE, default=None, help="Write the Board paper.")
@click.option(
    "--edition",
    type=click.Choice(["board", "verifier"]),
    default="board",
    show_default=True,
    help="Of the PDF: verifier holds the evidence itself and is not for publication.",
)
@click.option(
    "--names",
    "names_folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Write who is still to be trained to this folder, a file for each staff group.",
)
@click.option(
    "--sqlite",
    "sqlite_file",
    type=FILE,
    default=None,
    help="Write a SQLite database: the rows, and a view that counts each figure again.",
)
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
    edition: str,
    names_folder: Path | None,
    sqlite_file: Path | None,
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
    frameworks asked for; with --compare-editions, under every edition. 1: not all are.
    """
    folder = folder or rules_folder()
    days = Days(on, known_on)
    confirmed = Confirmed(confirmations or folder / NAME, confirmed_only)
    files = Files(json_file, html_file, pdf_file, names_folder, sqlite_file)
    if edition == VERIFIER and (pdf_file is None or compare or is_system(submission)):
        raise click.UsageError("--edition verifier is of the PDF of a trust: name it with --pdf.")
    if compare:
        ignored = (
            "json_file",
            "html_file",
            "pdf_file",
            "names_folder",
            "sqlite_file",
            "known_on",
            "confirmed_only",
        )
        _refuse(context, "--compare-editions", (*ignored, "confirmations", "frameworks", "system"))
    refuse_over(files.named(), [submission, folder, *filter(None, [system, confirmations])])
    if is_system(submission):
        _refuse(
            context, "the folder of a system", ("compare", "system", "names_folder", "sqlite_file")
        )
        whole = _whole_system(submission, folder, frameworks, days, confirmed)
        write_system(whole, files)
        context.exit(0 if whole.met else 1)
    if compare:
        found = compare_folder(submission, folder, days)
        for text in comparison(found):
            say(text)
        context.exit(0 if found.met else 1)
    assessment = _one_trust(submission, system, folder, frameworks, days, confirmed)
    edited = submission if edition == VERIFIER else None
    counted = _figures(submission, folder, days, confirmed) if sqlite_file else b""
    write_trust(assessment, files, folder, edited, counted)
    beside = every_duty_holds(assessment.frameworks)
    context.exit(0 if assessment.met and beside else 1)


def _whole_system(
    path: Path, rules: Path, frameworks: tuple[str, ...], days: Days, confirmed: Confirmed
) -> SystemAssessment:
    from mis_assessor.services.assess_frameworks import ALL, frameworks_asked
    from mis_assessor.services.assess_system import assess_system  # each loads much of its own

    return assess_system(
        path, rules, frameworks_asked(rules, frameworks or (ALL,)), days, confirmed
    )


def _one_trust(
    path: Path,
    system: Path | None,
    rules: Path,
    frameworks: tuple[str, ...],
    days: Days,
    confirmed: Confirmed,
) -> Assessment:
    """The trust by the scheme, beside it what frameworks ask, with what became of it since."""
    names: tuple[str, ...] = ()
    if frameworks or system:
        from mis_assessor.services.assess_frameworks import ALL, assess_beside, frameworks_asked

        names = frameworks_asked(rules, frameworks or (ALL,))
    assessment = (
        assess_beside(path, system, rules, names, days, confirmed)
        if names
        else assess_folder(path, rules, days, confirmed)
    )
    if chain_beside(path).exists():
        from mis_assessor.services.outcomes import with_outcomes

        assessment = with_outcomes(assessment, path)
    return assessment


def _figures(path: Path, rules: Path, days: Days, confirmed: Confirmed) -> bytes:
    from mis_assessor.services.figures_in_sql import figures_database

    return figures_database(path, rules, days, confirmed)


def _refuse(context: click.Context, beside: str, names: tuple[str, ...]) -> None:
    """Refuses options that would do nothing: whoever named one expects something of it."""
    for option in context.command.params:
        given = option.name in names and context.params[option.name] not in (None, False, ())
        if given:
            raise click.UsageError(f"{option.opts[0]} does nothing beside {beside}. Leave it out.")
