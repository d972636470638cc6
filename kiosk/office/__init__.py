"""What the office asks of a hall: how good its promises were, and tables to take away."""
