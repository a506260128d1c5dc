"""Qt-free views of what the core keeps, and the Qt models over them."""
