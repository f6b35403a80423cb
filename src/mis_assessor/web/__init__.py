"""The service for a browser: every page is made here on the server, and works without script."""
