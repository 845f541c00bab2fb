"""Subscriptions and the queue of what is to be sent, in the app's database."""
