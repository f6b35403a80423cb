"""Content as a rule file writes it."""

import yaml


def as_yaml(content: object) -> str:
    """Headings in the order given, every character as it is, no line broken."""
    dumped: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=10_000)
    return dumped
