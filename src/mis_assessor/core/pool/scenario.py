"""A scenario in words, “RXX=not met, RYY=met”: outcomes supposed, never recorded."""

from collections.abc import Iterator, Mapping, Sequence

from mis_assessor.core.pool.states import Outcome
from mis_assessor.core.pool.trust_year import TrustYear
from mis_assessor.core.wording import listed

Supposed = Mapping[tuple[int, str], Outcome]
"""The outcome supposed for a trust in a scheme year."""
NOTHING_SUPPOSED: Supposed = {}
_WORDS = {"met": Outcome.MET, "not met": Outcome.NOT_MET}


class ScenarioWrong(ValueError):
    """A scenario that cannot be read; carries a sentence for every part that is wrong."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


def read_scenario(text: str, rows: Sequence[TrustYear]) -> Supposed:
    """The outcomes a text supposes; in a file of several years a trust is written RXX/6.

    Raises ScenarioWrong with everything that is wrong in the text.
    """
    years: dict[str, list[int]] = {}
    for row in rows:
        years.setdefault(row.code, []).append(row.scheme_year)
    supposed: dict[tuple[int, str], Outcome] = {}
    problems: list[str] = []
    for part in text.split(","):
        for found in _part(" ".join(part.split()), years):
            if isinstance(found, str):
                problems.append(found)
            elif found[0] in supposed:
                problems.append(f"“{found[0][1]}” is there twice. Keep one of them.")
            else:
                supposed[found[0]] = found[1]
    if problems:
        raise ScenarioWrong(problems)
    return supposed


def _part(
    part: str, years: Mapping[str, Sequence[int]]
) -> Iterator[str | tuple[tuple[int, str], Outcome]]:
    """The problems of a part, or else what it supposes."""
    trust, equals, word = (piece.strip() for piece in part.partition("="))
    if not equals:
        yield f"“{part}” supposes nothing. Write a trust and its outcome, as RXX=not met."
        return
    code, slash, written = (piece.strip() for piece in trust.upper().partition("/"))
    outcome = _WORDS.get(word.casefold())
    if outcome is None:
        yield f"“{word}” is not an outcome. Write “met” or “not met”."
    found = years.get(code, ())
    year = next((y for y in found if not slash or str(y) == written), None)
    if not found:
        yield f"“{code}” is not in the file. Write the ODS code of a trust that is."
    elif year is None:
        yield f"“{code}” is not in the file for year “{written}”. {_choice(code, found)}"
    elif not slash and len(found) > 1:
        yield f"“{code}” is in the file for several years. {_choice(code, found)}"
    elif outcome is not None:
        yield (year, code), outcome


def _choice(code: str, years: Sequence[int]) -> str:
    return f"Write {listed([f'{code}/{year}' for year in sorted(years)], 'or')}."
