"""What pages are made of. Import each from its own module: some need records, the first paint does not."""
