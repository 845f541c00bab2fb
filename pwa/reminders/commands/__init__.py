"""What an operator runs; one file each, added in `pwa/reminders/cli.py`."""
