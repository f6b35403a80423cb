"""The registers that only Ockenden and local systems ask for; any folder may hold them."""

from mis_assessor.intake.columns import register
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
