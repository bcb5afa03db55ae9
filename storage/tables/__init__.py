"""Rows. Words and rules are in models/; these only hold them."""
