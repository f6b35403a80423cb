"""The row of every table: a module for each safety action, and those of the frameworks."""
