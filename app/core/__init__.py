"""What the application is: no Qt, no network, no SQL, no index, no keys."""
