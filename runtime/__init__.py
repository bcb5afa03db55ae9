"""Settings, wiring and the switchboard of outbox handlers."""
