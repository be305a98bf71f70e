"""Requests of data subjects, as the officer works on them."""
