"""A local maternity system's paper: its trusts, its lines, every open duty."""

from dataclasses import dataclass

from mis_assessor.core.assessment.made_with import rules_of_another_origin
from mis_assessor.core.assessment.system import SystemAssessment
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.framework_appendix import BodySection, framework_sections
from mis_assessor.reports.pages.frameworks import (
    DutyRow,
    GroupTable,
    LineRow,
    SharedRow,
    dated,
    group_tables,
    lines,
    shared,
)
from mis_assessor.reports.tags import tag
from mis_assessor.reports.wording import count, day, listed_or_none, short_digest


@dataclass(frozen=True, slots=True)
class SystemPaper:
    """Everything both editions of a system's paper show."""

    title: str
    trust: str
    created: str
    voice: str
    overall: str
    contents: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    schemes: tuple[LineRow, ...]
    missing: str
    lines: tuple[LineRow, ...]
    groups: tuple[GroupTable, ...]
    dated: tuple[DutyRow, ...]
    shared: tuple[SharedRow, ...]
    sections: tuple[BodySection, ...]
    remarks: tuple[str, ...]
    digests: tuple[tuple[str, str], ...]
    strangers: str
    """What is said of rules that were not published with the program."""


CONTENTS = (
    ("lines", "Every line for itself"),
    ("groups", "By action and chapter"),
    ("dated", "Duties with a day"),
    ("shared", "Evidence that serves more than one line"),
    ("duties", "What is open, duty by duty"),
    ("fingerprints", "Fingerprints"),
)
TITLE = "Local maternity system: assessed position"


def system_paper_of(assessment: SystemAssessment) -> SystemPaper:
    """Presents a system's assessment; the same assessment always gives the same paper."""
    results = assessment.frameworks
    asked = [body for result in results for body in result.bodies if body.asked]
    missed = sum(not body.verdict.holds for body in asked)
    return SystemPaper(
        title=TITLE,
        trust=assessment.name,
        created=assessment.on.isoformat(),
        voice="DRAFT – assessed position",
        overall=(
            f"Assessed as at {day(assessment.on)}: "
            f"{count(missed, 'line')} of {len(asked)} not met in full."
        ),
        contents=CONTENTS,
        facts=(
            ("System", f"{assessment.name} ({assessment.code})"),
            ("Facts counted up to", day(assessment.on)),
            ("Guidance as known on", day(assessment.known_on)),
            ("Frameworks", listed_or_none([r.title for r in results])),
            ("Trusts that sent nothing", listed_or_none(list(assessment.missing))),
        ),
        schemes=tuple(
            LineRow(
                s.scheme_title,
                s.name,
                tag(Verdict(s.verdict)),
                f"{s.hold} of 10 safety actions",
                s.fund,
            )
            for s in assessment.schemes
        ),
        missing=listed_or_none(list(assessment.missing)) if assessment.missing else "",
        lines=lines(results),
        groups=group_tables(results),
        dated=dated(results),
        shared=shared(results),
        sections=framework_sections(results),
        remarks=assessment.remarks,
        digests=(
            *((r.short_title, short_digest(r.rulebook)) for r in results),
            ("Everything the system sent", short_digest(assessment.submission)),
            ("Assessment", short_digest(assessment.digest)),
        ),
        strangers=rules_of_another_origin(assessment.made_with),
    )
