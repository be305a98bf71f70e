"""How everything stands, at a glance."""
