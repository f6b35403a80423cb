"""Board papers as files: what lies in them, what they say, and who signed them."""
