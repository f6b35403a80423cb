"""The inference engine and the cage it works in."""
