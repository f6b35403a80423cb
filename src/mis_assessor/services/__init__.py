"""One verb a module: what the program does for its users."""
