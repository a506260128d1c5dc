"""The panes of the window besides the chat."""
