"""The database as queue of record, the originals, the outbox and the audit log."""
