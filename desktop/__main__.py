"""Runs the console as `python -m desktop`."""

import sys

from desktop.cli import main
from desktop.process import leave_no_core

if __name__ == "__main__":
    leave_no_core()
    sys.exit(main(sys.argv[1:]))
