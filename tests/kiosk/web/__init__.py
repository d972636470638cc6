"""Tests of the HTTP service: real hall, real server on loopback, real Chromium."""
