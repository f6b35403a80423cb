"""Content as a rule file writes it."""

import yaml


def as_yaml(content: object) -> str:
    """Headings in the order given, umlauts and pounds as they are, no line broken."""
    dumped: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=10_000)
    return dumped
