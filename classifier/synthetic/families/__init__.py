"""Layout families: how blocks are put together into the papers of one program, trade or authority."""
