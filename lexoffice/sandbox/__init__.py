"""A server that answers like Lexware Office (API notes, section 29), for development, demonstrations and tests.

Lexware offers no sandbox to users of the public API and forbids load tests. What it shows and what not: docs/sandbox.md.
"""
