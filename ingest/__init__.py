"""Everything that arrives: files, mails, folders; and reading them in fenced child processes."""
