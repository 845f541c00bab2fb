"""How fast the app opens and what it sends, against a page that could do no less.

Nothing of the app imports this. Run: make bench
"""
