"""Who answers: local and remote models behind one port."""
