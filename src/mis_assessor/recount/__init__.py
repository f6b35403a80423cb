"""Every figure counted a second time, in SQL, from the typed rows and the rule files alone."""
