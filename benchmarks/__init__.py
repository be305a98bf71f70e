"""Figures and torture, one command each: `python -m benchmarks.<name>`."""
