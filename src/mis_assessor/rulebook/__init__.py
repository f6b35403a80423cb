"""Rule files read into the core's models, and checked."""
