"""The breach log: what happened, whom it obliges to tell, and what was filed."""
