"""Reads what a system sends of its own, beside the folders of its trusts."""

from mis_assessor.core.errors import Problem
from mis_assessor.core.submission import Submission
from mis_assessor.core.system import Buddy
from mis_assessor.intake.contents import read_contents, read_fingerprinted
from mis_assessor.intake.files import Files
from mis_assessor.intake.inventory import take_inventory
from mis_assessor.intake.manifest_page import MANIFEST
from mis_assessor.intake.problems import quoted
from mis_assessor.intake.system_evidence import assemble_system
from mis_assessor.intake.system_file import SystemFile
from mis_assessor.intake.system_page import SYSTEM, buddy_of_neighbour, read_system_page
from mis_assessor.intake.yaml_page import Page


def read_own_folder(
    files: Files, problems: list[Problem]
) -> tuple[SystemFile | None, Submission | None, Buddy | None]:
    """What the system's own page says, its evidence, and its buddy; problems are added."""
    found: list[Problem] = []
    page, fingerprints = read_fingerprinted(files, SYSTEM, read_system_page, found)
    says = page.says if page else None
    buddy = _buddy(page, files, fingerprints, found) if page else None
    neighbours = [says.buddy.file] if says and says.buddy and says.buddy.file else []
    inventory = take_inventory(files, SYSTEM, "It says who belongs to the system.", neighbours)
    found += inventory.problems
    alarms = says.false_alarms if says else ()
    tables = read_contents(files, inventory, None, alarms, fingerprints, found)
    evidence = assemble_system(page, tables, fingerprints, found)
    # the false alarms of a system stand in its own page
    problems += [Problem(p.where, p.what.replace(MANIFEST, SYSTEM)) for p in found]
    return says, evidence, buddy


def _buddy(
    page: Page[SystemFile],
    files: Files,
    fingerprints: dict[str, str],
    problems: list[Problem],
) -> Buddy | None:
    if not (named := page.says.buddy):
        return None
    if named.file and named.file not in files:
        problems.append(
            Problem(
                page.file.where(("buddy", "file")),
                f"{quoted(named.file)} is not a file of this folder. Add it, or take “file” out.",
            )
        )
    names, fingerprint = read_fingerprinted(
        files,
        named.file,
        lambda content: buddy_of_neighbour(content, named, page.says.false_alarms),
        problems,
    )
    fingerprints |= fingerprint
    return Buddy(named.code, named.name, named.agreed_on, named.letter, names)
