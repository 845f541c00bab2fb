"""Commands that send reminders, and tell how it goes."""
