"""``make guard``: what the guard against patient identifiers stops and lets through."""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from generative.identifier_corpus import corpus
from mis_assessor.intake.identifiers import identifiers_among

SEED, EACH = 20240611, 200


@dataclass(frozen=True, slots=True)
class Guard:
    """How many texts of each form were stopped, and out of how many."""

    stopped: Counter[tuple[bool, str]]
    of: Counter[tuple[bool, str]]

    def _sum(self, counted: Counter[tuple[bool, str]], is_one: bool) -> int:
        return sum(n for (one, _), n in counted.items() if one is is_one)

    @property
    def recall(self) -> float:
        """How many of the identifiers are stopped."""
        return self._sum(self.stopped, True) / self._sum(self.of, True)

    @property
    def precision(self) -> float:
        """How many of the texts stopped are identifiers."""
        return self._sum(self.stopped, True) / self.stopped.total()


def guard(seed: int = SEED, each: int = EACH) -> Guard:
    """The guard over a corpus, as the cells of a table go through it."""
    stopped: Counter[tuple[bool, str]] = Counter()
    of: Counter[tuple[bool, str]] = Counter()
    for form, is_one, text in corpus(seed, each):
        of[is_one, form] += 1
        stopped[is_one, form] += bool(identifiers_among([text]))
    return Guard(stopped, of)


def main() -> None:
    """Every form with what is stopped of it, and the two sums."""
    found = guard()
    for is_one, form in found.of:
        kind = "identifier" if is_one else "ordinary"
        count, total = found.stopped[is_one, form], found.of[is_one, form]
        sys.stdout.write(f"{kind:<11} {form:<28} {count:>4} of {total} stopped\n")
    sys.stdout.write(
        f"recall {found.recall:.3f} (goal 0.95), precision {found.precision:.3f} (goal 0.90), "
        f"{found.of.total():,} texts, seed {SEED}\n"
    )


if __name__ == "__main__":
    main()
