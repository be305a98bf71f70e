"""Reports: what the officer hands to a regulator, a requester or the management."""
