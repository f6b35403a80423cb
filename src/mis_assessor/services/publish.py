"""Renders an assessment for readers; refuses one that contradicts its own numbers.

The reports are imported only when one is asked for: drawing pages takes libraries that
need longer to load than everything else together.

The rulebook of a year, with what changed from the year before, for people.
"""

from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.reading.shipped import rules_folder


def board_paper(
    assessment: Assessment, rules: Path | None = None, evidence: Path | None = None
) -> bytes:
    """The Board paper as PDF, with the assessment and the rules it was made by inside.

    With the submission as ``evidence`` it is the verifier edition, which holds that too.
    Raises EngineFault where the lint finds a contradiction.
    """
    from mis_assessor.intake.submission_zip import zipped
    from mis_assessor.packs.rulebook_file import rulebook_file
    from mis_assessor.reports.papers import paper_pdf

    rulebook = rulebook_file(rules or rules_folder())
    return paper_pdf(assessment, rulebook, zipped(evidence) if evidence else None)


def web_edition(assessment: Assessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.papers import html_edition

    return html_edition(assessment).encode()


def challenge_sheet(assessment: Assessment) -> tuple[str, ...]:
    """The questions of the Board paper's challenge sheet, for a screen."""
    from mis_assessor.reports.pages.challenge import challenge, in_words

    return tuple(in_words(challenge(assessment)))


def system_paper(assessment: SystemAssessment) -> bytes:
    """A whole system's paper as PDF. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.papers import system_pdf

    return system_pdf(assessment)


def system_web_edition(assessment: SystemAssessment) -> bytes:
    """The same paper as a web page. Raises EngineFault as the Board paper does."""
    from mis_assessor.reports.papers import system_html

    return system_html(assessment).encode()
