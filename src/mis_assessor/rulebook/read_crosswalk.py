"""The files of relations between frameworks, read and checked against the rules."""

from collections.abc import Collection
from pathlib import Path

from mis_assessor.core.crosswalk.relations import CrosswalkPage, Relation
from mis_assessor.core.errors import Problem, RulebookWrong
from mis_assessor.rulebook.headings import did_you_mean
from mis_assessor.rulebook.rule_files import RuleFiles

FOLDER = "crosswalk"
SAFETY_ACTIONS = tuple(f"SA{number}" for number in range(1, 11))


def read_crosswalk(rules: Path, known: Collection[str]) -> tuple[Relation, ...]:
    """Every relation; `known` are the ids of all requirements of the frameworks.

    Raises RulebookWrong with all problems of all files.
    """
    reader = RuleFiles(rules)
    sources = reader.sources(rules / "sources.yaml")
    names = {*SAFETY_ACTIONS, *known}
    relations: list[Relation] = []
    for path in sorted((rules / FOLDER).glob("*.yaml")):
        page = reader.one(path, CrosswalkPage)
        for relation in page.relations if page else ():
            file = path.relative_to(rules.parent).as_posix()
            for name in (*relation.from_, *relation.to):
                if name not in names:
                    meant = did_you_mean(name, sorted(names))
                    reader.problems.append(Problem(file, f"there is no {name}.{meant}"))
            if relation.source.document not in sources:
                says = f"“{relation.source.document}” is not in sources.yaml."
                reader.problems.append(Problem(file, says))
            relations.append(relation)
    if reader.problems:
        raise RulebookWrong(sorted(reader.problems))
    return tuple(relations)
