"""The incentive fund over many trusts: who recovers what, and what is not known yet."""
