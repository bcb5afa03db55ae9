"""Settings: one frozen class, filled from the environment (KONTORIST_…), every field with its meaning and a safe default.

With an empty environment everything lies below the data directory and nothing reaches Lexware. Half a configuration is
refused when the house opens (cli.configured): a key without an own company, a mailbox without a password.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that a customer can set. Secrets come only from the environment and never show in a repr."""

    model_config = SettingsConfigDict(env_prefix="KONTORIST_", frozen=True, extra="ignore")

    data: Path = Field(Path("var"), description="Directory of everything that this installation keeps.")
    database_url: str | None = Field(None, description="SQLAlchemy URL; default: SQLite in the data directory.")
    redis_url: str | None = Field(
        None, description="Redis or Valkey: wakes Celery workers and shares the request budget."
    )
    lexware_url: str = Field("https://api.lexware.io", description="Base address of Lexware's API, or of the sandbox.")
    lexware_key: SecretStr | None = Field(None, description="API key of Lexware Office (plan XL, 24 months).")
    lexware_rate: float = Field(
        1.95,
        gt=0,
        description="Requests a second to Lexware, all processes together; it permits 2. Less if other programs share them.",
    )
    lexware_key_created: date | None = Field(
        None,
        description="Day on which the key was made (2025-03-01): it expires 24 months later, and Lexware does not tell.",
    )
    lexware_webhook_key: Path | None = Field(
        None, description="PEM file of the public key that signs Lexware's webhooks; default: the published one."
    )
    public_url: str | None = Field(
        None,
        description="HTTPS address at which Lexware reaches this installation; without it no webhooks, only polling.",
    )
    lexware_poll_seconds: float = Field(
        300.0, ge=10, description="How often Lexware is asked for changes that no webhook told."
    )
    company_file: Path | None = Field(
        None, description="JSON that says who we are; default: company.json in the data directory."
    )
    model: Path | None = Field(
        None, description="Directory of the trained model; default: model in the data directory."
    )
    host: str = Field("127.0.0.1", description="Address that the web server listens on.")
    port: int = Field(8400, description="Port that the web server listens on.")
    workers: int = Field(2, ge=1, le=16, description="Embedded worker threads, each with a fenced reader of its own.")
    time_to_think: float = Field(30.0, ge=0, description="Seconds an approval waits, open to undo, before it is filed.")
    watched_folder: Path | None = Field(None, description="Folder whose finished files are taken in.")
    mailboxes_file: Path | None = Field(None, description="JSON list of IMAP mailboxes; passwords by environment name.")
    secure_cookies: bool = Field(False, description="Set when served by HTTPS: cookies are then sent over HTTPS only.")

    @property
    def database(self) -> str:
        """The database's URL with the default applied."""
        return self.database_url or f"sqlite:///{(self.data / 'kontorist.sqlite3').absolute()}"

    @property
    def originals_directory(self) -> Path:
        """Where received bytes are kept."""
        return self.data / "originals"

    @property
    def model_directory(self) -> Path:
        """Where the trained model lies."""
        return self.model or self.data / "model"

    @property
    def company_path(self) -> Path:
        """Who we are."""
        return self.company_file or self.data / "company.json"
