"""What the desk does with what is kept: acts, law, reports, import and export, the console."""
