"""Every table a submission may hold: the registers, and the lists beside them."""

from collections.abc import Mapping
from types import MappingProxyType

from mis_assessor.intake.columns import TableKind, register
from mis_assessor.intake.framework_registers import FRAMEWORK_REGISTERS
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
