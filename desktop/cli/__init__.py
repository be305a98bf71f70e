"""The program without a window: every command works on a store folder and prints plainly or as JSON."""

from desktop.cli.run import main

__all__ = ["main"]
