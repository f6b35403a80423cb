"""A submission folder read into the core's models, and checked."""
