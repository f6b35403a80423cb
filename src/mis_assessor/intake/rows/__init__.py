"""The row of every register, one module for each safety action."""
