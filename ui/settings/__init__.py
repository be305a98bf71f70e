"""How the desk speaks, looks and locks."""
