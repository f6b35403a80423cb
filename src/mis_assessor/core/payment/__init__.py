"""The payment view: what aligned payment and incentive works out to, line by line.

Arithmetic, not rules: nothing is met or missed here, and nothing is guessed. What the
guidance leaves open is asked of whoever fills in the file, or flagged on its line.
"""
