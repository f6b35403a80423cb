"""Plain facts and posts that were sent and that no rule asks for: most often misspelled."""

from collections.abc import Iterable, Iterator

from mis_assessor.core.asked_for import asked_of
from mis_assessor.core.framework import FrameworkBook
from mis_assessor.core.readings import names_used
from mis_assessor.core.submission import Submission
from mis_assessor.intake.problems import did_you_mean, quoted


def unasked(sent: Iterable[Submission], books: Iterable[FrameworkBook]) -> tuple[str, ...]:
    """A sentence for each name that no rule of any framework asks for."""
    asked = {name for book in books for name in _asked(book)}
    found: dict[str, None] = {}
    for submission in sent:
        said = [("arrangements.csv", "arrangement", a.arrangement) for a in submission.arrangements]
        said += [("posts.csv", "post", p.post) for p in submission.posts]
        for file, kind, name in said:
            known = sorted(n.partition(": ")[2] for n in asked if n.startswith(f"{kind}: "))
            if name not in known:
                meant = did_you_mean(name, known)
                where = f"{submission.trust_name}, {file}"
                found[f"{where}: no rule asks for {quoted(name)}.{meant}"] = None
    return tuple(found)


def _asked(book: FrameworkBook) -> Iterator[str]:
    for rule in book.rules:
        yield from asked_of(rule.requirement)
        for name in names_used(rule.requirement, rule.values):  # lists of posts stand in values
            for entry in rule.values[name]:
                if isinstance(entry.is_, tuple):
                    yield from (f"post: {one}" for one in entry.is_)
