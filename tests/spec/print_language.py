"""Prints the condition language from its own tests: ``docs/generated/condition-language.md``."""

from pathlib import Path
from typing import Any

import yaml

from mis_assessor.reading.yaml_file import read_yaml
from mis_assessor.rulebook.examples import read_examples

CHAPTERS = Path(__file__).parent / "chapters"
PAGE = Path(__file__).parents[2] / "docs" / "generated" / "condition-language.md"
HIDDEN = ("title", "examples")
HEAD = """# The condition language

Made from the tests in `tests/spec/chapters` by `python tests/spec/print_language.py`. Each section
is a small rule and a table; both evaluators must say what the table says. An empty cell means *not
supplied*. There is a pause from 1 to 28 February 2022, and the evidence ends on 5 December 2022.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for chapter in sorted(CHAPTERS.glob("*.yaml")):
        parts.append(f"\n## {chapter.stem.split('-', 1)[1].capitalize()}\n")
        sections: list[dict[str, Any]] = read_yaml(chapter.name, chapter.read_text()).content
        parts += [_section(section) for section in sections]
    return "".join(parts)


def _section(section: dict[str, Any]) -> str:
    rule = {heading: said for heading, said in section.items() if heading not in HIDDEN}
    written = yaml.safe_dump(rule, sort_keys=False, allow_unicode=True, width=100)
    return f"\n### {section['title']}\n\n```yaml\n{written}```\n\n{_table(section['examples'])}"


def _table(examples: str) -> str:
    rows = list(read_examples(examples))
    columns = ["case", *rows[0].cells, "verdict"]
    lines = [columns, ["---"] * len(columns)]
    lines += [[row.case, *row.cells.values(), row.verdict.value] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page())
