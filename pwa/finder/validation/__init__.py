"""The numbered rules a record must pass to be shown to anybody."""
