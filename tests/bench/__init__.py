"""What `make bench` measures: each row against something bare on the same machine."""
