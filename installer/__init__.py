"""Sets Familiar up from its source: plain Python, no packages needed."""
