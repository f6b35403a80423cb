"""From answers to verdicts: the reference evaluator, the roll-up and the fund."""
