"""A whole assessment as one frozen value, with its canonical form and digest."""
