"""People at the machine: who they are, what they hold up to it, and what they may do there."""
