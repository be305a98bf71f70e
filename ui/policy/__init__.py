"""The policies page: register, clause-by-clause reading and writing, import."""
