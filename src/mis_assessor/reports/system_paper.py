"""The paper of a local maternity system, as PDF and as a web page."""

from mis_assessor.core.system_assessment import SystemAssessment
from mis_assessor.reports.environment import render
from mis_assessor.reports.framework_lint import refuse_framework_contradictions
from mis_assessor.reports.presenters.system_whole import SystemPaper, system_paper_of
from mis_assessor.reports.printable import printable
from mis_assessor.reports.printed import printed


def system_pdf(assessment: SystemAssessment) -> bytes:
    """One PDF/A-3a and PDF/UA-1 file. Raises EngineFault where it would contradict itself."""
    refuse_framework_contradictions(assessment.frameworks)
    shown = system_paper_of(assessment)
    digests = {"submission": assessment.submission, "assessment": assessment.digest}
    return printed(_print(shown), dict(shown.contents), digests)


def _print(shown: SystemPaper) -> str:
    return printable(lambda note: render("print", shown, note))


def system_html(assessment: SystemAssessment) -> str:
    """The same words for a browser; it loads nothing from anywhere."""
    refuse_framework_contradictions(assessment.frameworks)
    return render("web", system_paper_of(assessment))
