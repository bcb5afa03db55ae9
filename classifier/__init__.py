"""The trained clerk: kind, posting category and fields of a read document, each with a probability. Pure."""
