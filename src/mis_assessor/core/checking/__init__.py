"""A verifier's questions of a declaration: does it agree with itself and others, and still hold?"""
