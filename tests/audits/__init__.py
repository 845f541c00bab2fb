"""Audits by others: tools that are no part of the project, run where they are found."""
