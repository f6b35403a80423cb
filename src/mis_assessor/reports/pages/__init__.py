"""What each page of the Board paper shows: exact words, tags and drawings."""
