"""Faults put into a real batch: what the command leaves behind, and whether it can be continued."""
