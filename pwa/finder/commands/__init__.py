"""The commands of `flask --app pwa finder`, one in each file."""
