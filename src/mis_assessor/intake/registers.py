"""Every table a submission may hold: the registers, and the lists beside them.

The registers that only Ockenden and local systems ask for; any folder may hold them.

The JSON Schema of every register, for programs that fill them in.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mis_assessor.intake.columns import TableKind, register
from mis_assessor.intake.rows import (
    arrangements,
    conditions,
    listings,
    msds_measures,
    sa01,
    sa02,
    sa03,
    sa04,
    sa05,
    sa06,
    sa07,
    sa08,
    sa10,
)
from mis_assessor.intake.rows.rates import Rate
from mis_assessor.intake.rows.serious_incidents import SeriousIncident
from mis_assessor.intake.rows.system_registers import (
    EarlyBirth,
    Money,
    Outlier,
    PartnershipMembers,
    ReportingLine,
)
from mis_assessor.intake.rows.trust_registers import (
    ContinuityTeam,
    Guideline,
    RecordAudit,
    SuspendedService,
    WardRound,
)

# One fund can be paid in, or out, twice alike on one day.
MONEY = register("money received and spent", Money)

FRAMEWORK_REGISTERS = (
    register("rates", Rate, "measure", "organisation", "group", "from", "to", "state"),
    register("early births", EarlyBirth, "case"),
    register("record audits", RecordAudit, "topic", "organisation", "from", "to", "done on"),
    register("ward rounds", WardRound, "unit", "day", "round"),
    register("serious incidents", SeriousIncident, "case"),
    register("services suspended", SuspendedService, "service", "unit", "suspended on"),
    MONEY,
    register("continuity teams", ContinuityTeam, "team"),
    register("partnership members", PartnershipMembers, "partnership", "category"),
    register("outliers", Outlier, "measure", "organisation", "period"),
    register("guidelines", Guideline, "title"),
    register("reporting lines", ReportingLine, "body or post", "reports to", "since"),
)


RegisterKind = TableKind


_OF_THE_SCHEME = (
    register("perinatal deaths", sa01.PerinatalDeath, "case"),
    register("outside totals", sa01.OutsideTotal, "source", "subject", "from", "to"),
    register("MSDS scorecard", sa02.ScorecardMeasure, "month", "measure", "release"),
    # The national file repeats rows as it likes, so nothing is unique; see the early check.
    register("MSDS measures", msds_measures.MsdsMeasure),
    register("MSDS submitters", sa02.DataSubmitter, "person"),
    register("term admissions", sa03.TermAdmission, "case"),
    register("transitional care activity", sa03.TransitionalCare, "case", "month", "place"),
    register("consultant attendance", sa04.ConsultantAttendance, "event"),
    register("locum placements", sa04.LocumPlacement, "placement"),
    register("maternity and neonatal units", sa04.Unit, "unit"),
    register("labour ward shifts", sa05.LabourWardShift, "unit", "day", "shift"),
    register("one-to-one care", sa05.OneToOneCare, "month"),
    register("midwifery establishment", sa05.MidwiferyEstablishment, "as at"),
    register(
        "care bundle figures",
        sa06.CareBundleFigure,
        *("indicator", "month", "from", "to", "taken from"),
    ),
    register("audits", sa06.Audit, "audit"),
    register("elements and agreed alternatives", sa06.Element, "element"),
    register("care bundle implementation", sa06.CareBundleIntervention, "intervention"),
    register("committees with service users", sa07.Committee, "committee"),
    register("staff", sa08.StaffMember, "person"),
    register(
        "training attendance",
        sa08.TrainingAttendance,
        *("person", "module", "attended on", "booked for"),
    ),
    register("certificates", sa08.Certificate, "person", "certificate", "valid from"),
    register("meetings", conditions.Meeting, "body", "held on"),
    register("qualifying incidents", sa10.QualifyingIncident, "case"),
    register("outside reports", conditions.OutsideReport, "report"),
    RegisterKind(
        "safety improvement plan",
        "action-plan",
        conditions.PlannedAction,
        ("safety action", "requirement", "action"),
    ),
)
_ALL = (*_OF_THE_SCHEME, *FRAMEWORK_REGISTERS)
REGISTERS: Mapping[str, RegisterKind] = MappingProxyType({k.name: k for k in _ALL})

REGISTER_LIST = TableKind("register list", "registers", listings.ListedRegister, ("register",))
DOCUMENTS = TableKind("documents", "documents", listings.ListedDocument, ("id",))
EVENTS = TableKind(
    "document events",
    "document-events",
    listings.ListedEvent,
    ("document", "event", "by", "on", "minute"),
)
CONTENTS = TableKind("contents", "contents", listings.ListedContent, ("document", "item", "page"))
JUDGEMENTS = TableKind(
    "judgements",
    "judgements",
    listings.ListedJudgement,
    ("requirement", "who", "date"),
)
DECLARED = TableKind("declared answers", "declared", listings.DeclaredAnswer, ("requirement",))
ARRANGEMENTS = TableKind(
    "arrangements",
    "arrangements",
    arrangements.ListedArrangement,
    ("arrangement", "organisation", "since"),
)
POSTS = TableKind(
    "posts", "posts", arrangements.ListedPost, ("post", "organisation", "person", "from")
)
LISTS = (REGISTER_LIST, DOCUMENTS, EVENTS, CONTENTS, JUDGEMENTS, DECLARED)
"""The lists a trust fills in for every scheme year."""
FRAMEWORK_LISTS = (ARRANGEMENTS, POSTS)
"""Lists that no scheme year asks for; any folder may hold them."""
TABLES: Mapping[str, TableKind] = MappingProxyType(
    {kind.stem: kind for kind in (*_ALL, *LISTS, *FRAMEWORK_LISTS)}
)
"""Every table by its file without ``.csv`` or ``.xlsx``."""


def registers_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) with one list of rows for each register, by name."""
    properties = {}
    for name, kind in REGISTERS.items():
        row = kind.row.model_json_schema(by_alias=True)
        row.pop("$defs", None)
        for heading, column in kind.columns.items():
            written = dict(column.type.schema)
            written["description"] = column.meaning
            written["asked by"] = list(column.asked_by)
            row["properties"][heading] = written
        properties[name] = {"type": "array", "items": row}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Registers of a submission",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
