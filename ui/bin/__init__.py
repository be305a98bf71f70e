"""What was moved to the bin."""
