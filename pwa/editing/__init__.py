"""What somebody who changes the words runs: checks, content releases, coverage."""
