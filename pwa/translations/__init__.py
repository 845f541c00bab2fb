"""Words on buttons and labels in every language but English."""
