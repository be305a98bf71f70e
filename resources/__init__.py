"""Files that ship with the program and are not code."""
