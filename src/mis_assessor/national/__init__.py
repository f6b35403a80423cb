"""The files that national bodies publish or supply, read as they are issued."""
