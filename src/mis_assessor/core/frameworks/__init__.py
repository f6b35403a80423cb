"""Ockenden, LMS governance, Better Births and quality surveillance: lines beside MIS."""
