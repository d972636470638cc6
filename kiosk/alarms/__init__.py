"""Alarms: what a supervisor should see to, by threshold, until somebody has taken it (R36)."""
