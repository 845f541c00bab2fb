"""Programs for whoever works on the project; nothing of the app imports them."""
