"""Papers: the files of sales documents, the rendering of uploaded e-invoices, and what can be read off an upload."""
