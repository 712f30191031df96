"""Candidates in sentences: what a number counts, in which role, where, and of which operation."""
