"""What people may do: three roles, each including those before it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """`staff` uploads and looks, `reviewer` also decides, `admin` also manages people and settings."""

    STAFF = "staff"
    REVIEWER = "reviewer"
    ADMIN = "admin"
