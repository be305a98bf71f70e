"""Deadlines by month and as a list, and the days nobody works."""
