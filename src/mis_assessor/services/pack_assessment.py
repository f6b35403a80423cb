"""The assessment of whatever a verifier holds: stated in a paper, or computed from evidence."""

from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.read import Received
from mis_assessor.reading.problems import one_problem
from mis_assessor.services.assess import Days, assess_received
from mis_assessor.services.books import Books
from mis_assessor.services.pack_files import Pack, opened_pack
from mis_assessor.services.read_twice import received_twice
from mis_assessor.services.verify_pages import stated_in


def assessment_then(path: Path, books: Books, engine: InferenceEngine) -> Assessment:
    """What was stated: in the paper where there is one, else on the submission's own day.

    Raises EvidenceUnreadable where nothing is stated and nothing can be computed.
    """
    pack = opened_pack(path)
    return stated(pack) if pack.paper is not None else assessment_on(path, books, Days(), engine)


def stated(pack: Pack) -> Assessment:
    """The assessment that lies in a paper. Raises EvidenceUnreadable where there is none whole."""
    found, problems = stated_in(pack.paper) if pack.paper is not None else (None, ())
    if found is None or problems:
        why = " ".join(problem.says for problem in problems)
        raise one_problem(pack.name, f"holds no assessment that can be relied on: {why}")
    return found


def assessment_on(path: Path, books: Books, days: Days, engine: InferenceEngine) -> Assessment:
    """What the evidence comes to on a day. Raises EvidenceUnreadable where there is none."""
    return assess_received(evidence_of(path, books), books, days, engine)


def evidence_of(path: Path, books: Books, beside: Path | None = None) -> Received:
    """The evidence in a pack, or beside it. Raises EvidenceUnreadable where there is none."""
    pack = opened_pack(path, beside)
    if pack.evidence is None:
        raise one_problem(
            pack.name,
            "does not hold the evidence. Ask for the verifier edition, or name the submission.",
        )
    with pack.evidence.opened() as files:
        return received_twice(files, books.tables)
