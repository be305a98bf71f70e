"""The first run, and opening a store again."""
