"""The directory in a database: SQLite, or PostgreSQL by one setting."""
