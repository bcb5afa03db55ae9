"""The web pages: templates, scripts and styles."""
