"""From what was sent to answers: one question at a time, each with its rows."""
