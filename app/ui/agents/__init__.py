"""The Agents pane: the gallery, what arrives in it, and the editor of a character."""
