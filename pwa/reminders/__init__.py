"""Reminders by Web Push, for those who asked for them."""
