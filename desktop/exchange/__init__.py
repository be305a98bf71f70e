"""What comes in from outside: policy texts and tables, read with suspicion."""
