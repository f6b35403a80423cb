"""Small made-up national files in the layouts that are published, and what came of them."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from mis_assessor.core.checking.agreement import Agreement, Compared, CrossCheck
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.intake.read import receive
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.assess import Days
from mis_assessor.services.books import Books
from mis_assessor.services.cross_check import hold_submission, national_data

SAMPLES = Path(__file__).parents[2] / "evidence_samples"
MEASURES = (
    "Org_Code,Org_Name,Org_Level,RPStartDate,RPEndDate,IndicatorFamily,Indicator,Currency,Value"
)
COUNTS = "trust code,counted by,subject,from,to,count,release,rounded"
SCORECARD = "trust code,criterion,month,numerator,denominator,result,release"
MEASURES_FILE = "msds-jul2022-exp-measures.csv"


@cache
def books() -> Books:
    """The books that came with the program."""
    return Books(rules_folder())


@cache
def sample(name: str = "ten-of-ten") -> Submission:
    """A sample, read once."""
    return receive(SAMPLES / name, books().tables).submission


def measure(indicator: str, currency: str, value: str, *, code: str = "RZ9") -> str:
    """A row of the file of measures for July 2022."""
    return f"{code},VALE,Provider,2022-07-01,2022-07-31,CQIM_Rate,{indicator},{currency},{value}"


def written(folder: Path, files: Mapping[str, tuple[str, ...] | str | bytes]) -> list[Path]:
    """Files with these lines, or with this content."""
    paths = []
    for name, content in files.items():
        path = folder / name
        match content:
            case bytes():
                path.write_bytes(content)
            case str():
                path.write_text(content, encoding="utf-8")
            case _:
                path.write_text("\n".join(content) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def held(
    folder: Path,
    files: Mapping[str, tuple[str, ...] | str | bytes],
    submission: Submission | None = None,
    on: date | None = None,
) -> CrossCheck:
    """The sample beside the files."""
    national = national_data(written(folder, files), rules_folder())
    return hold_submission(submission or sample(), national, books(), Days(on))


def of(found: CrossCheck, about: str) -> Compared:
    """The one comparison about something."""
    (one,) = [c for c in found.compared if about in c.about]
    return one


def outcomes(found: CrossCheck) -> dict[str, Agreement]:
    """What came of every comparison, by what it is about."""
    return {c.about: c.agreement for c in found.compared}
