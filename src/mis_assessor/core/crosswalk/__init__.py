"""Which evidence serves which requirements, across the scheme and the frameworks."""
