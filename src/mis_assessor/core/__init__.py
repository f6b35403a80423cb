"""What the scheme asks and how it is decided. Pure: no files, clock or network."""
