"""The application a WSGI server imports."""

from pwa import create_app

app = create_app()
