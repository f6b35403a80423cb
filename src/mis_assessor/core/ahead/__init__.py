"""What lies ahead: open clocks by day, the way to ten, and hypothetical facts."""
