"""The app as it is really served, and what the world may send to it."""
