"""Many processes at once, killed and kept going: `make scale-test`."""
