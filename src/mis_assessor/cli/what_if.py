"""``mis what-if``: a submission assessed with facts that are not so."""

from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER, Day, say
from mis_assessor.cli.outputs import Files, write_trust
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.services.assess import Days
from mis_assessor.services.what_if import FORMS, MistypedFact, refuse_submissions, what_if

EXAMPLES = "\n".join(f'    --set "{form}"' for form in FORMS)


@click.command(
    "what-if",
    epilog="How a fact is written, each with its day or answer:\n\n\b\n" + EXAMPLES,
)
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--set",
    "facts",
    multiple=True,
    required=True,
    metavar="FACT",
    help="A fact to suppose; may be given several times.",
)
@click.option("--on", type=Day(), default=None, help="Count facts up to this day.")
@click.option("--known-on", type=Day(), default=None, help="Under the guidance of this day.")
@click.option("--json", "json_file", default=None, help="Write the result; - for the screen.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write it as a web page.")
@click.option("--pdf", "pdf_file", type=FILE, default=None, help="Write it as a paper.")
@FOLDER
@click.pass_context
def what_if_command(
    context: click.Context,
    submission: Path,
    facts: tuple[str, ...],
    on: date | None,
    known_on: date | None,
    json_file: str | None,
    html_file: Path | None,
    pdf_file: Path | None,
    folder: Path | None,
) -> None:
    """Assess SUBMISSION as though some facts were so, labelled HYPOTHETICAL throughout.

    Nothing that was sent is changed, and no result may be written into a submission: what is
    hypothetical is never evidence.

    Exit code 0: with these facts all would be met. 1: not all would be.
    """
    folder = folder or rules_folder()
    files = Files(json_file, html_file, pdf_file)
    refuse_over(files.named(), [submission, folder])
    refuse_submissions(files.named())
    try:
        found = what_if(submission, folder, Days(on, known_on), facts)
    except MistypedFact as error:
        for problem in error.problems:
            say(str(problem), err=True)
        raise click.UsageError("A fact cannot be supposed; see above.") from error
    write_trust(found, files, folder)
    context.exit(0 if found.met else 1)
