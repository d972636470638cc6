"""Whole programs, driven as people drive them."""
