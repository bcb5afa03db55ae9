"""A server that behaves like Lexware Office's Public API, for tests and demos: a program of its own."""
