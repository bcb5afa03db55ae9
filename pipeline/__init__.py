"""One document's way, from received to filed."""
