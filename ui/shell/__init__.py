"""The window around the pages: sidebar, top bar, command box, messages."""
