"""The Lexware Office client, usable on its own: it knows neither our tables nor our settings."""
