"""The pages of the office, for supervisors, directors and inspectors."""
