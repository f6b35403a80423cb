"""What a verifier holds against what: pages, data and signatures; nothing here reads a file."""
