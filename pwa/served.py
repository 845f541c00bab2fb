"""The application as `flask serve` hands it to Granian; `wsgi.py` is for others."""

from pwa.shell.door import door_of
from pwa.wsgi import app as flask_app

app = door_of(flask_app)
