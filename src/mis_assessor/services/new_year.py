"""Makes the folder of a year to come out of the last one that is loaded."""

from pathlib import Path

from mis_assessor.core.errors import NotAllowed
from mis_assessor.rulebook.new_frame import source_entry, source_of
from mis_assessor.rulebook.new_year import new_year_files
from mis_assessor.services.check_rules import checked_rulebook


def new_year(rules: Path, year: int, last: int) -> tuple[Path, ...]:
    """The files written. Raises NotAllowed where the year has rules already."""
    folder = rules / "mis" / f"year-{year}"
    if any(folder.glob("*/*.yaml")):
        raise NotAllowed(f"Year {year} has rule files already; none of them was touched.")
    rulebook = checked_rulebook(rules, last)
    written: list[Path] = []
    try:
        for name, text in new_year_files(rulebook, year).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
        if source_of(year) not in rulebook.sources:
            with (rules / "sources.yaml").open("a", encoding="utf-8") as sources:
                sources.write(source_entry(year))
    except OSError as error:
        raise NotAllowed(
            f"{folder} cannot be written ({error.strerror}). Copy the rules to a folder of "
            "your own and name it with --rules."
        ) from error
    return tuple(written)
