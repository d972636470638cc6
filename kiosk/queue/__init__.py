"""Tickets: issue, order, call, miss, finish; rules are pure functions of values."""
