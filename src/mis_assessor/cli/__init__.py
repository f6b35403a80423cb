"""The command line: the outermost layer, the only one that prints."""
