"""The reports page: choose, look at the very PDF, save and print it."""
