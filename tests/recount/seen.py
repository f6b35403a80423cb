"""Of each fault the world that shows it, and the figure in which the two counts then differ."""

import json
from pathlib import Path

SEEN = Path(__file__).with_name("seen.json")
Seen = tuple[str, str, int, str, str]
"""Book, rule and number of the world; the requirement and the figure that differs."""
KNOWN: dict[str, Seen] = json.loads(SEEN.read_text(encoding="utf-8"))
"""What was found for each fault, as ``python -m recount.find_faults`` writes it."""
