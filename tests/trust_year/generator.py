"""An invented trust and its year, the same for the same seed to the last byte."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mis_assessor.core.evidence.submission import (
    Register,
    RoleHolder,
    Submission,
)
from mis_assessor.core.rules.rulebook import Rulebook
from trust_year import care_bundle, doctors, governance, midwives, neonatal
from trust_year.asked import Asked, everything_asked
from trust_year.boards import board_meetings, outside_reports
from trust_year.deaths import perinatal_deaths
from trust_year.folder import as_files
from trust_year.forms import rulebook
from trust_year.incidents import qualifying_incidents
from trust_year.judged import judgements
from trust_year.locums import locum_placements
from trust_year.outside import counted_outside
from trust_year.papers import papers
from trust_year.people import NAMES
from trust_year.plans import AS_ASKED, Plan
from trust_year.rotas import certificates
from trust_year.rows import Trust
from trust_year.scorecard import msds_scorecard
from trust_year.staff import staff_and_training
from trust_year.statements import nobody_meant, statements
from trust_year.subjects import registers_asked, subjects
from trust_year.then import as_known_on

BIRTHS = 5_000
ELEMENT = "3"
"""The element of the care bundle for which another intervention may be agreed."""
BY_ALTERNATIVE_FIGURES = {
    f"MIS-Y4-SA6-{i}": i for i in ("E1-A", "E1-B", "E2", "E3-A", "E3-B", "E5-A", "E5-B", "E5-C")
}


def trust_year(seed: int, *, size: float = 1, plan: Plan = AS_ASKED) -> Mapping[str, str]:
    """The files of a submission folder: relative name → text."""
    return as_files(invented(seed, size=size, plan=plan))


def invented(
    seed: int, *, size: float = 1, plan: Plan = AS_ASKED, rules: Rulebook | None = None
) -> Submission:
    """The submission itself, as it is read back from those files."""
    year = plan.year
    rules = rules or rulebook(year.number)
    trust = Trust(seed, size, round(BIRTHS * size), year)
    asked = tuple(one for one in everything_asked(rules, plan) if _of_this_trust(one))
    documents = tuple(d for d in papers(asked, plan) if d.kind not in plan.left_out_kinds)
    whole = Submission(
        trust_code=plan.code,
        trust_name=plan.trust,
        scheme="MIS",
        scheme_year=year.number,
        assessed_as_at=plan.on,
        known_on=plan.known_on,
        contribution=Decimal(round(412_650 * size)),
        registers={r.name: r for r in _registers(trust, plan, rules)},
        documents=documents,
        statements=statements(rules, asked, plan),
        judgements=tuple(judgements(rules, asked, documents, plan)),
        chosen={"training window": year.training},
        declared=_declared(rules),
        role_holders=tuple(
            RoleHolder(
                role, name, _organisation(role, plan), held_from=year.moved(date(2021, 4, 1))
            )
            for role, name in NAMES.items()
        ),
        long_term_leave_days=28,
    )
    known = as_known_on(whole, plan.on) if plan.on < year.declaration_day else whole
    stated = {**known.statements, **nobody_meant(known.registers.get("staff"), plan)}
    return counted_outside(replace(known, statements=stated), trust, plan)


def _of_this_trust(one: Asked) -> bool:
    """What is asked by element is only written for the element that goes another way."""
    return one.member in ("", ELEMENT) or one.plan.year.number > 4


def _registers(trust: Trust, plan: Plan, rules: Rulebook) -> Iterator[Register]:
    """The registers that some rule of the year asks about."""
    asked = registers_asked(rules, plan.year.edition)
    for register in _written(trust, plan, rules):
        if register.name in plan.unchecked_registers:
            register = replace(register, checked_by="", checked_on=None)
        if register.name in asked and register.name not in plan.left_out_registers:
            yield register


def _written(trust: Trust, plan: Plan, rules: Rulebook) -> Iterator[Register]:
    missed, part = plan.instead, trust.part
    band = frozenset(i for name, i in BY_ALTERNATIVE_FIGURES.items() if name in missed)

    def words(register: str, column: str) -> tuple[str, ...]:
        return subjects(rules, plan.year.edition, register, column)

    staff, training = staff_and_training(part("staff"), plan)
    deaths = perinatal_deaths(part("deaths"), plan)
    yield deaths
    criteria = words("MSDS scorecard", "measure")
    yield msds_scorecard(part("scorecard"), criteria, _criteria_missed(plan))
    yield governance.submitters(trust)
    yield neonatal.term_admissions(part("term"))
    yield doctors.consultant_attendance(part("attendance"))
    yield locum_placements(part("locums"))
    yield doctors.units(trust, nurses_short="MIS-Y4-SA4-CD-ALT-D" in missed)
    yield midwives.labour_ward_shifts(part("shifts"), some_lost="MIS-Y4-SA5-CD-ALT-C" in missed)
    yield midwives.one_to_one_care(part("one-to-one"), some_without="MIS-Y4-SA5-CD-ALT-D" in missed)
    yield midwives.midwifery_establishment(part("posts"), gap="MIS-Y4-SA5-B" in missed)
    indicators = words("care bundle figures", "indicator")
    yield care_bundle.care_bundle_figures(part("figures"), indicators, band)
    yield care_bundle.audits(part("audits"), words("audits", "about"))
    yield care_bundle.elements(trust, ELEMENT if "MIS-Y4-SA6-2" in missed else None)
    yield governance.care_bundle_implementation(
        trust, words("care bundle implementation", "intervention")
    )
    yield governance.committees(trust, words("committees with service users", "committee"))
    yield staff
    yield training
    yield certificates(part("certificates"), staff)
    yield board_meetings(trust)
    yield qualifying_incidents(part("incidents"), plan, deaths)
    yield outside_reports(trust)


def _criteria_missed(plan: Plan) -> frozenset[str]:
    return frozenset({"continuity pathway indicator"} if "MIS-Y4-SA2-7-ALT" in plan.instead else ())


def _declared(rules: Rulebook) -> dict[str, str]:
    return {
        r.requirement.id: "yes"
        for r in rules.rules
        if r.requirement.force == "must"
        and not r.requirement.stands_in_for
        and r.requirement.counts_towards == "safety action"
        and rules.year.editions[-1].id in r.requirement.applies.editions
    }


def _organisation(role: str, plan: Plan) -> str:
    return "Harrowmere and Tolland Integrated Care Board" if "accountable" in role else plan.trust
