"""A submission read twice: what is typed must be what another reader finds in the files."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mis_assessor.core.errors import CountsDiffer, Problem
from mis_assessor.core.evidence.submission import Submission
from mis_assessor.intake.files import Files, open_files
from mis_assessor.intake.read import Received, received_in
from mis_assessor.intake.registers import Tables
from mis_assessor.reading import limits
from mis_assessor.recount.cells import csv_cells, misread, workbook_cells

if TYPE_CHECKING:
    from mis_assessor.intake.read_system import ReceivedSystem


def receive_twice(path: Path, kinds: Tables) -> Received:
    """Everything in a submission folder, or a zip of one, its registers read a second time.

    Raises EvidenceUnreadable as the first reading does, and CountsDiffer where the second
    finds other rows, words or days.
    """
    with open_files(path) as files:
        return received_twice(files, kinds)


def received_twice(files: Files, kinds: Tables) -> Received:
    """The same of files that are open, or that lie in a paper or a store. Raises the same."""
    received = received_in(files, kinds)
    refuse_misread(received.submission, files)
    return received


def receive_system_twice(path: Path, kinds: Tables) -> "ReceivedSystem":
    """Everything in a system's folder and the folders of its trusts. Raises the same."""
    with open_files(path) as files:
        return received_system_twice(files, kinds)


def received_system_twice(files: Files, kinds: Tables) -> "ReceivedSystem":
    """The same of files that are open, or that lie in a store. Raises the same."""
    from mis_assessor.intake.read_system import by_folder, received_system  # few have a system

    whole = received_system(files, kinds)
    own, sent = by_folder(files)
    refuse_misread(whole.system.evidence, own)
    for provider in whole.system.providers:
        if provider.submission is not None:
            refuse_misread(provider.submission, sent[provider.code])
    return whole


def refuse_misread(sent: Submission, files: Files) -> None:
    """Raises CountsDiffer where a register's typed rows are not what stands in its file."""
    if problems := list(_misread(sent, files)):
        raise CountsDiffer(problems[: limits.SAME_PROBLEM])


def _misread(sent: Submission, files: Files) -> Iterator[Problem]:
    for register in sent.registers.values():
        if register.file in files:
            content = files[register.file].content(limits.TABLE_BYTES)
            read = workbook_cells if register.file.endswith(".xlsx") else csv_cells
            for what in misread(register, read(content)):
                yield Problem(register.file, f"the two readers do not agree: {what}.")
