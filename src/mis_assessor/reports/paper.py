"""The Board paper as print HTML, and as one PDF/A-3a and PDF/UA-1 file."""

from mis_assessor.core.assessment import Assessment
from mis_assessor.reports.environment import render
from mis_assessor.reports.lint import refuse_contradictions
from mis_assessor.reports.presenters import Paper, paper
from mis_assessor.reports.printable import printable
from mis_assessor.reports.printed import printed


def paper_html(assessment: Assessment) -> str:
    """The HTML that is printed; refused when the paper would contradict itself."""
    refuse_contradictions(assessment)
    return _print(paper(assessment))


def paper_pdf(assessment: Assessment) -> bytes:
    """The Board paper; the same assessment gives the same bytes on the same machine."""
    refuse_contradictions(assessment)
    shown = paper(assessment)
    digests = assessment.digests
    return printed(
        _print(shown),
        _link_names(shown),
        {
            "rulebook": digests.rulebook,
            "submission": digests.submission,
            "assessment": digests.assessment,
        },
    )


def _print(shown: Paper) -> str:
    return printable(lambda note: render("print", shown, note))


def _link_names(shown: Paper) -> dict[str, str]:
    actions = {section.anchor: section.heading for section in shown.requirements}
    return dict(shown.contents) | {
        target: f"{heading}, in appendix A" for target, heading in actions.items()
    }
