"""Tests of hosts that go on without the hall's database."""
