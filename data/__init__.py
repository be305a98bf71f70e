"""What is kept: records, the encrypted store, its audit trail and its search index."""
