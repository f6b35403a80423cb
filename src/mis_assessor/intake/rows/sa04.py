"""Registers of safety action 4: consultant attendance, locum placements and the units."""

from typing import ClassVar, Literal

from mis_assessor.intake.cells import WTE, CareerDay, Day, Reference, Text, YesNo
from mis_assessor.intake.columns import NotBefore, RowModel, column, key_column

SHORT_TERM, LONG_TERM = "Y5-7-SA4-A1", "Y5-7-SA4-A2"
ATTENDANCE = ("Y4-SA4-A2", "Y5-7-SA4-A4")
MEDICAL = ("Y3-SA4", "Y4-SA4-C", "Y5-7-SA4-C")
NURSING = ("Y3-SA4", "Y4-SA4-D", "Y5-7-SA4-D")
LEADS = ("Y4-SA6-E4",)


class ConsultantAttendance(RowModel):
    """An event for which the RCOG list asks a consultant to attend."""

    event: Reference = key_column("The trust's own reference for it.", *ATTENDANCE)
    day: Day | None = column("The day it happened.", *ATTENDANCE)
    situation: Text | None = column("The situation on the RCOG list.", *ATTENDANCE)
    attendance: Literal["must attend", "must attend unless competent"] | None = column(
        "What the RCOG list asks of the consultant.", "Y4-SA4-A2"
    )
    consultant_attended_in_person: YesNo | None = column("Whether a consultant came.", *ATTENDANCE)
    miss_reviewed_on: Day | None = column("The day a missed attendance was reviewed.", *ATTENDANCE)
    action_agreed: YesNo | None = column("Whether the review agreed what to do.", *ATTENDANCE)


class LocumPlacement(RowModel):
    """A placement of a locum doctor in obstetrics."""

    checks: ClassVar = (NotBefore("last day", "first day"),)

    placement: Reference = key_column(
        "The trust's own reference for it, never a name.", SHORT_TERM, LONG_TERM
    )
    first_day: Day = key_column("The first day worked.", SHORT_TERM, LONG_TERM)
    last_day: Day | None = column("The last day worked or planned.", SHORT_TERM, LONG_TERM)
    tier: Literal["2", "3", "consultant"] | None = column(
        "The tier of the rota; 2 and 3 are the middle grade.", SHORT_TERM
    )
    long_term: YesNo | None = column(
        "Whether it is longer than a short-term placement may be.", SHORT_TERM, LONG_TERM
    )
    on_our_current_rota: YesNo | None = column(
        "Whether the doctor was on this unit's own rota at the time.", SHORT_TERM
    )
    last_worked_here_as_trainee: CareerDay | None = column(
        "The last day the doctor worked in this unit as a trainee.", SHORT_TERM
    )
    still_in_programme: YesNo | None = column(
        "Whether the doctor was still in the training programme.", SHORT_TERM
    )
    progress_satisfactory: YesNo | None = column(
        "Whether the doctor's yearly training review (ARCP) was satisfactory.", SHORT_TERM
    )
    certificate_of_eligibility_valid_to: Day | None = column(
        "The last day of the certificate of eligibility for short-term locums; "
        "blank where there is none.",
        SHORT_TERM,
    )
    long_term_guidance_followed: YesNo | None = column(
        "Whether every step of the RCOG guidance on long-term locums was done.",
        LONG_TERM,
        heading="long-term guidance followed",
    )


class Unit(RowModel):
    """A maternity or neonatal unit of the trust."""

    unit: Reference = key_column("The unit's name or reference.", *MEDICAL, *NURSING, *LEADS)
    consultant_led: YesNo | None = column(
        "Whether the maternity unit is led by consultants.",
        *LEADS,
        heading="consultant-led",
    )
    neonatal_tier: Literal["intensive care", "local", "special care"] | None = column(
        "The tier of the neonatal unit.", *MEDICAL, *NURSING
    )
    meets_the_bapm_medical_standard: YesNo | None = column(
        "Whether its doctors meet the BAPM standard.",
        *MEDICAL,
        heading="meets the BAPM medical standard",
    )
    meets_the_bapm_nursing_standard: YesNo | None = column(
        "Whether its nurses meet the BAPM standard.",
        *NURSING,
        heading="meets the BAPM nursing standard",
    )
    standard_met_last_year: YesNo | None = column(
        "Whether the standard was met the year before.", "Y4-SA4-CD-ALT"
    )
    nurses_required: WTE | None = column("Nurses the standard asks for.", *NURSING)
    nurses_funded: WTE | None = column("Nurses the budget pays for.", *NURSING)
    nurses_in_post: WTE | None = column("Nurses in post.", *NURSING)
    lead_midwife_hours: WTE | None = column(
        "Hours a week of the lead midwife for fetal monitoring.", *LEADS
    )
    lead_obstetrician_hours: WTE | None = column(
        "Hours a week of the lead obstetrician for fetal monitoring.", *LEADS
    )
    leads_appointed_on: Day | None = column("The day from which both leads were appointed.", *LEADS)
    preterm_birth_lead_obstetrician: YesNo | None = column(
        "Whether an obstetrician leads on preterm birth.", "Y4-SA6-E5-A"
    )
    cervical_scan_clinic: YesNo | None = column(
        "Whether women at risk can have the cervix scanned.", "Y4-SA6-E5-A"
    )
