"""An assessment shown to people."""
