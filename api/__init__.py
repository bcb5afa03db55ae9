"""HTTP and pages: parse, hand over, answer."""
