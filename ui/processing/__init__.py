"""The record of processing as the officer sees it."""
