"""The sharing inventory as the officer sees it."""
