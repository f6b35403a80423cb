"""The samples of whole systems: four trusts, a single one, and a buddy that looks elsewhere."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.evidence.system import BirthUnit, Provider
from trust_year import framework_registers as kept
from trust_year.duties import EVERYTHING, OF_A_SYSTEM, Duties
from trust_year.folder import as_files
from trust_year.framework_papers import evidence
from trust_year.generator import invented
from trust_year.plans import AS_ASKED, Plan
from trust_year.samples import SAMPLES, SEED
from trust_year.system_page import Invented, Neighbour, neighbours_page, system_page
from trust_year.years import DECLARATION_DAY

LMS, MODEL, OCKENDEN = "lms-governance", "perinatal-surveillance", "ockenden"
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SystemSample:
    """A folder of `evidence_samples/` that holds a whole system."""

    name: str
    shows: str
    make: Callable[[], Files]

    def files(self) -> Files:
        """The files of the folder."""
        return self.make()


def _trust(code: str, name: str, *units: BirthUnit) -> Provider:
    return Provider(code, name, units)


HARROWMERE = _trust(
    AS_ASKED.code,
    AS_ASKED.trust,
    BirthUnit("RZ901", "Harrowmere Infirmary", neonatal_care="intensive"),
    BirthUnit("RZ902", "Quarrybank Birth Centre", "midwifery alongside"),
)
TOLLAN = _trust(
    "RZ7",
    "Isle of Tollan Community and Maternity NHS Trust",
    BirthUnit("RZ701", "Tollan Cottage Hospital", neonatal_care="special"),
)
WENBURY = _trust(
    "RZ8",
    "Wenbury and Thorle Hospitals NHS Trust",
    BirthUnit("RZ801", "Wenbury General", neonatal_care="local"),
)
OXMARSH = _trust(
    "RZ6",
    "Oxmarsh Hospitals NHS Trust",
    BirthUnit("RZ601", "Oxmarsh District Hospital", neonatal_care="special"),
)
OF_FOUR = Invented(
    code="QX9",
    name="Harrowmere and Tolland Local Maternity System",
    trusts=(HARROWMERE, TOLLAN, WENBURY, OXMARSH),
    partnership="Harrowmere Maternity Voices Partnership",
    buddy=Neighbour("QX7", "Saltmarsh Coast Local Maternity System"),
    on=DECLARATION_DAY,
)
OF_ONE = Invented(
    code="QX8",
    name="Isle of Tollan Local Maternity System",
    trusts=(TOLLAN,),
    partnership="Tollan Maternity Voices Partnership",
    buddy=Neighbour("QX9", OF_FOUR.name),
    on=DECLARATION_DAY,
)
ONE_SIDED = replace(OF_ONE, buddy=Neighbour("QX9", OF_FOUR.name, names="QX7"))

ROUNDS = {
    "LMS training validation": 4,
    "oversight memorandum": 2,
    "dashboard": 2,
    "champions' meeting note": 2,
}
"""After how many months each comes round."""
SIX_DAYS_LATE = date(2021, 6, 9)
WATCHED = frozenset({"IEA1.1", "IEA1.3", "IEA1.4", "IEA3.1", "OCK-BRP-1", "OCK-OVS-1", "OCK-OVS-2"})
"""Of Ockenden, what the larger system evidences of its own."""
INCIDENTS = frozenset({"IEA1.6", "Q3", "Q8", "UCP-1b"})
CARRIED_OUT = frozenset(
    {
        *("IEA1.2", "IEA1.6", "IEA2.3", "IEA4.1", "IEA4.2", "IEA6-leads", "IEA6.1", "IEA6.4"),
        *(
            "UCP-1a",
            "UCP-1b",
            "UCP-2b",
            "UCP-3b",
            "UCP-4a",
            "UCP-4b",
            "UCP-7a",
            "OCK-UCP-ALL-declaration",
        ),
        *("OCK-TOOL-1", "OCK-TOOL-2", "OCK-TOOL-3", "OCK-TOOL-4", "OCK-TOOL-5", "OCK-TOOL-7"),
        *("OCK-MMN", "REC-3", "Q34"),
        *("Q1", "Q3", "Q7", "Q8", "Q11", "Q16", "Q25", "Q28", "Q29", "IEA3.1"),
    }
)
"""Of Ockenden, what the trust that meets all ten evidences."""


def _own_folder(system: Invented, duties: Duties, registers: Iterable[Register]) -> Files:
    """What the system sends of its own, without the folders of its trusts."""
    found = evidence(duties).added_to(_empty(duties))
    letter = next(d.id for d in found.documents if d.kind == "buddy agreement")
    files = as_files(_with(found, registers), frameworks=True)
    del files["submission.yaml"]
    return {**files, "system.yaml": system_page(system, letter)}


def _empty(duties: Duties, year: int = 0) -> Submission:
    return Submission(
        trust_code=duties.code,
        trust_name=duties.name,
        scheme="MIS",
        scheme_year=year,
        assessed_as_at=duties.on,
        known_on=None,
        contribution=None,
        registers={},
        documents=(),
        statements={},
        judgements=(),
        chosen={},
    )


def _with(folder: Submission, registers: Iterable[Register]) -> Submission:
    added = {r.name: r for r in registers}
    return replace(folder, registers={**folder.registers, **added})


def _beside(system: Files, *trusts: Submission) -> Files:
    """The system's files with those of its trusts."""
    found = dict(system)
    for trust in trusts:
        for name, text in as_files(trust, frameworks=True).items():
            found[f"providers/{trust.trust_code}/{name}"] = text
    return dict(sorted(found.items()))


def of_four() -> Files:
    """A trust meets all ten safety actions in a system that fails its governance."""
    duties = Duties(
        OF_FOUR.code,
        OF_FOUR.name,
        {LMS: EVERYTHING, MODEL: EVERYTHING, OCKENDEN: WATCHED},
        of=OF_A_SYSTEM,
        trusts=OF_FOUR.codes,
        silent=frozenset({OXMARSH.code}),
        lacking=frozenset({"see that culture improves"}),
        absent=frozenset({"peer support process"}),
        late={"LMS terms of reference": SIX_DAYS_LATE},
        every=ROUNDS,
    )
    own = _own_folder(
        OF_FOUR,
        duties,
        (
            kept.early_births((HARROWMERE.code, WENBURY.code, TOLLAN.code), 12, 14),
            kept.reporting_lines(),
            kept.money(spent_on="consultant obstetrician time"),
        ),
    )
    return _beside(own, _harrowmere(), _tollan(), _wenbury())


def _harrowmere() -> Submission:
    """The trust of ten-of-ten, with what frameworks ask of it beside."""
    sent = invented(SEED, plan=AS_ASKED)
    duties = Duties(
        HARROWMERE.code,
        HARROWMERE.name,
        {LMS: EVERYTHING, MODEL: EVERYTHING, OCKENDEN: CARRIED_OUT},
        units=tuple(unit.code for unit in HARROWMERE.units),
        has=frozenset(document.kind for document in sent.documents),
        every=ROUNDS,
        late={"recruitment plan": date(2022, 9, 29)},
    )
    found = evidence(duties).added_to(sent)
    summary = next(d.id for d in found.documents if d.kind == "incident summary")
    return _with(
        found,
        (
            kept.rates(HARROWMERE.code, 412),
            kept.continuity_teams(("Alder", "Beech", "Rowan")),
            kept.money(),
            kept.nil_return("services suspended"),
            kept.serious_incidents(summary),
            kept.unit_audit("RZ901"),
        ),
    )


def _tollan() -> Submission:
    small = next(one for one in SAMPLES if one.name == "small-unit")
    sent = invented(small.seed, size=small.size, plan=small.plan)
    return _with(sent, (kept.rates(TOLLAN.code, 40),))


def _wenbury() -> Submission:
    """One midwife too few, in another trust."""
    plan: Plan = replace(
        AS_ASKED,
        code=WENBURY.code,
        trust=WENBURY.name,
        one_short=("midwives", "maternity emergencies"),
    )
    return _with(invented(8, size=0.3, plan=plan), (kept.rates(WENBURY.code, 130),))


def of_one(system: Invented = OF_ONE) -> Files:
    """A system with a single trust, whose buddy is its only look from outside."""
    duties = Duties(
        system.code,
        system.name,
        {LMS: EVERYTHING, MODEL: EVERYTHING},
        of=OF_A_SYSTEM,
        trusts=system.codes,
        every=ROUNDS,
    )
    registers = (kept.early_births(system.codes, 2, 2), kept.reporting_lines())
    return _beside(_own_folder(system, duties, registers), _slim_tollan())


def _slim_tollan() -> Submission:
    """Only what the system's own duties need of its trust, and what they ask of it."""
    duties = Duties(
        TOLLAN.code,
        TOLLAN.name,
        {LMS: EVERYTHING, MODEL: EVERYTHING, OCKENDEN: INCIDENTS},
        every=ROUNDS,
    )
    return _with(
        evidence(duties).added_to(_empty(duties, year=4)),
        (
            kept.rates(TOLLAN.code, 40),
            kept.five_elements(),
            kept.continuity_measures(),
            kept.continuity_teams(("Gannet",)),
            kept.nil_return("serious incidents"),
            *kept.everyone_trained(2),
        ),
    )


def one_sided() -> Files:
    """The same system, and its neighbour's own file names another buddy."""
    buddy = {"buddy/system.yaml": neighbours_page(ONE_SIDED.buddy)}
    return dict(sorted({**of_one(ONE_SIDED), **buddy}.items()))


SYSTEMS = (
    SystemSample(
        "system-of-four",
        "a trust meets all ten safety actions in a system that fails LMS governance, beside "
        "one that misses the scheme by a midwife, a small one, and one that sent nothing",
        of_four,
    ),
    SystemSample(
        "system-of-one",
        "a system with a single trust, whose buddy is its only look from outside: LMS "
        "governance is met",
        of_one,
    ),
    SystemSample(
        "system-one-sided-buddy",
        "the same system, but the neighbour's own file names another buddy: people must settle it",
        one_sided,
    ),
)
