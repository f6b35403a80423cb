"""``mis challenge``: what a non-executive should ask, each question with its numbers."""

from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FOLDER, Day, say
from mis_assessor.core.assessment.made_with import rules_of_another_origin
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.assess import Days, assess_folder
from mis_assessor.services.publish import challenge_sheet


@click.command()
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("--on", type=Day(), default=None, help="Count facts up to this day.")
@click.option(
    "--known-on", type=Day(), default=None, help="Decide under the guidance known on this day."
)
@FOLDER
def challenge(
    submission: Path, on: date | None, known_on: date | None, folder: Path | None
) -> None:
    """Print what a non-executive should ask about the weakest of what SUBMISSION meets.

    The same questions as on the challenge sheet of the Board paper, each with its numbers.
    A strong case gives rise to none.
    """
    assessment = assess_folder(submission, folder or rules_folder(), Days(on, known_on))
    if strange := rules_of_another_origin(assessment.made_with):
        say(strange)
    for line in challenge_sheet(assessment):
        say(line)
