"""The evidence samples: each differs by one thing from the trust that meets all ten."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from trust_year.generator import trust_year
from trust_year.payment import PAYMENT
from trust_year.plans import AS_ASKED, Plan, as_asked
from trust_year.years import YEAR_3, YEAR_5, YEAR_6, YEAR_7

SEED = 2022
SMALLER = "Tolland Vale Community Hospitals NHS Trust"


@dataclass(frozen=True, slots=True)
class Sample:
    """A folder of `evidence_samples/` and what it is made from."""

    name: str
    shows: str
    plan: Plan
    size: float = 1
    seed: int = SEED
    beside: Mapping[str, str] = field(default_factory=dict)
    """Files that no requirement asks for."""

    def files(self) -> Mapping[str, str]:
        """The files of the folder."""
        return {**trust_year(self.seed, size=self.size, plan=self.plan), **self.beside}


ALTERNATIVES = frozenset(
    {
        "MIS-Y4-SA2-7-ALT",
        "MIS-Y4-SA4-CD-ALT-D",
        "MIS-Y4-SA5-B",
        "MIS-Y4-SA5-CD-ALT-C",
        "MIS-Y4-SA5-CD-ALT-D",
        "MIS-Y4-SA6-2",
        "MIS-Y4-SA6-E1-A",
        "MIS-Y4-SA6-E2-vi",
        "MIS-Y4-SA6-E5-A",
    }
)

SAMPLES: tuple[Sample, ...] = (
    Sample("ten-of-ten", "everything is evidenced and in time: the trust may declare", AS_ASKED),
    Sample(
        "one-midwife-short",
        "one midwife too few at the emergencies training day, and nothing else wrong: the "
        "whole scheme is missed",
        replace(AS_ASKED, one_short=("midwives", "maternity emergencies")),
    ),
    Sample(
        "evidence-missing",
        "nothing is known to be wrong, but two registers and two kinds of document are "
        "absent or unchecked, and nobody looked into a third",
        replace(
            AS_ASKED,
            left_out_registers=frozenset({"consultant attendance"}),
            unchecked_registers=frozenset({"one-to-one care"}),
            left_out_kinds=frozenset({"maternity digital strategy"}),
            unchecked_kinds=frozenset({"transitional care audit"}),
            not_looked_into=frozenset({"midwifery staffing report"}),
        ),
    ),
    Sample(
        "during-the-pause",
        "the same trust on the last day of the pause, under the guidance of the day after: "
        "most is paused, reporting to MBRRACE-UK and HSIB goes on",
        replace(AS_ASKED, on=date(2022, 5, 5), known_on=date(2022, 5, 6)),
    ),
    Sample(
        "by-alternatives",
        "eight standards are missed and each is met by the guidance's own alternative, and a "
        "relief and a second way are used where the standard offers them: still ten of ten",
        replace(
            AS_ASKED,
            instead=ALTERNATIVES,
            second_way=frozenset({"MIS-Y4-SA6-3"}),
        ),
        beside=PAYMENT,
    ),
    Sample(
        "one-second-late",
        "the form of a trust that meets all ten reaches NHS Resolution at 12:00:01",
        replace(AS_ASKED, received="2023-02-02 12:00:01"),
    ),
    Sample(
        "small-unit",
        "a small unit with no deaths and no qualifying incidents: nil returns, not gaps",
        replace(
            AS_ASKED,
            code="RZ7",
            trust="Isle of Tollan Community and Maternity NHS Trust",
            deaths=False,
            incidents=False,
        ),
        size=0.1,
        seed=7,
    ),
    Sample(
        "needs-judgement",
        "nobody recorded the judgements the guidance asks of people, a Board report came "
        "four days late, one death held by HSIB tips a share, and the form came at “12:00”",
        replace(
            AS_ASKED,
            judged=False,
            late={"PMRT quarterly report": date(2022, 8, 10)},
            held_case_decides=True,
            received="2023-02-02 12:00",
        ),
    ),
    Sample(
        "year-6-ten-of-ten",
        "the same trust two years later meets all ten of Year 6, with the judgements that "
        "Year 6 leaves to people",
        as_asked(YEAR_6),
    ),
    *(
        Sample(
            f"year-{year.number}-ten-of-ten",
            f"a smaller trust meets all ten of Year {year.number}",
            replace(as_asked(year), code="RZ5", trust=SMALLER),
            size=0.25,
            seed=SEED + year.number,
        )
        for year in (YEAR_3, YEAR_5, YEAR_7)
    ),
    Sample(
        "year-7-in-september",
        "the same smaller trust in the middle of Year 7, on 17 September 2025: nothing is "
        "missed yet, and much is still to be done",
        replace(as_asked(YEAR_7), code="RZ5", trust=SMALLER, on=date(2025, 9, 17)),
        size=0.25,
        seed=SEED + YEAR_7.number,
    ),
)
