"""Writes `evidence_samples/` again; with --accept, the goldens too."""

import sys
from pathlib import Path
from shutil import rmtree

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from golden.assessed import golden_file, golden_text  # noqa: E402
from trust_year.samples import SAMPLES, Sample  # noqa: E402
from trust_year.systems import SYSTEMS, SystemSample  # noqa: E402

FOLDER = ROOT / "evidence_samples"


def write(sample: Sample | SystemSample) -> None:
    """One folder, and nothing in it that the sample does not have."""
    folder = FOLDER / sample.name
    if folder.exists():
        rmtree(folder)
    for name, text in sample.files().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def main() -> None:
    """Every sample; the goldens only where a person means to read the difference."""
    every: tuple[Sample | SystemSample, ...] = (*SAMPLES, *SYSTEMS)
    for sample in every:
        write(sample)
        if "--accept" in sys.argv[1:]:
            golden_file(sample.name).write_text(golden_text(FOLDER / sample.name))
    sys.stdout.write(f"{len(every)} samples are in evidence_samples/\n")


if __name__ == "__main__":
    main()
