"""The generator of training documents: suppliers, business chains, layouts, pages. Seeded."""
