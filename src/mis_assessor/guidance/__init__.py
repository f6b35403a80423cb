"""A guidance document beside the rulebook: what stands on which of its pages."""
