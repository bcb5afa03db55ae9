"""Loops, Celery tasks and schedules: they only call advance()."""
