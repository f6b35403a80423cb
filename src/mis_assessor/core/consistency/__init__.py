"""Whether a folder agrees with itself: what contradicts, where, and what rests on it."""
