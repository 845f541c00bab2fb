"""Each format that can be imported, one in each file."""
