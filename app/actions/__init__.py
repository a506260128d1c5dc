"""What agents can do besides talking: one file per action, named as ElizaOS names them."""
