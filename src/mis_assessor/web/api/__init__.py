"""The same operations for other programs: JSON, tokens instead of cookies, problems as data."""
