"""What the tests talk to where no real counterpart exists, and the starters of those that do."""
