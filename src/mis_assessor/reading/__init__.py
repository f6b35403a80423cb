"""What every reader of people's files shares: strict pages, limits, problems in words."""
