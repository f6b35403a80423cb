"""``make guard``: what the guard against patient identifiers stops and lets through."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from generative.identifier_corpus import corpus, names_corpus
from mis_assessor.intake.identifiers import identifiers_among, names_among

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


def guard_of_names(seed: int = SEED, each: int = EACH) -> Guard:
    """The guard of references, titles and file names, which also stops a name alone."""
    stopped: Counter[tuple[bool, str]] = Counter()
    of: Counter[tuple[bool, str]] = Counter()
    for form, is_one, text in names_corpus(seed, each):
        of[is_one, form] += 1
        stopped[is_one, form] += bool(names_among([text]))
    return Guard(stopped, of)


def lines() -> Iterator[str]:
    """Every form with what is stopped of it, and the two sums, for cells and for names."""
    for what, found in (
        ("cells", guard()),
        ("references, titles and file names", guard_of_names()),
    ):
        yield f"In {what}:"
        for is_one, form in found.of:
            kind = "identifier" if is_one else "ordinary"
            count, total = found.stopped[is_one, form], found.of[is_one, form]
            yield f"{kind:<11} {form:<28} {count:>4} of {total} stopped"
        yield (
            f"recall {found.recall:.3f} (goal 0.95), precision {found.precision:.3f} (goal 0.90), "
            f"{found.of.total():,} texts, seed {SEED}"
        )


def main() -> None:
    """Prints them."""
    sys.stdout.write("\n".join(lines()) + "\n")


if __name__ == "__main__":
    main()
