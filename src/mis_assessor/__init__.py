"""Assesses a trust's evidence against the Maternity Incentive Scheme."""

__version__ = "0.1.0"
