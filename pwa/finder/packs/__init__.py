"""What phones fetch: the directory, packed."""
