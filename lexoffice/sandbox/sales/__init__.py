"""Sales documents, as Lexware writes them itself (API notes, sections 14 to 20)."""
