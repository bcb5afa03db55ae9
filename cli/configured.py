"""What must stand before the house opens: said in one sentence each, instead of a trace in the middle of the work."""

from __future__ import annotations

from cli.database import open_database, stop
from lexoffice.webhooks import KeyUnusable, load_key
from operations.subscription_plan import usable
from runtime.company import load_company
from runtime.settings import Settings
from workers.mailbox_poller import read_mailboxes


def require(settings: Settings) -> None:
    """End the command with status 2 unless key, company, mailboxes, model and database are there and readable."""
    if settings.lexware_key is None:
        stop("No Lexware key: set KONTORIST_LEXWARE_KEY, or try `kontorist demo` with the sandbox first.")
    _require_company(settings)
    _require_mailboxes(settings)
    _require_webhook_key(settings)
    require_public_url(settings)
    if not (settings.model_directory / "manifest.json").exists():
        stop(f"There is no trained model in {settings.model_directory}. Run `kontorist train` first.")
    with open_database(settings):
        pass


def _require_company(settings: Settings) -> None:
    """Who we are decides what is incoming: without it our own invoices would be booked as expenses."""
    if not settings.company_path.exists():
        stop(f"Who are you? Write {settings.company_path} (form: data/company.json), or set KONTORIST_COMPANY_FILE.")
    try:
        company = load_company(settings.company_path)
    except ValueError as error:
        stop(f"{settings.company_path} is not of the form of data/company.json: {_first_lines(error)}")
    if not company.names:
        stop(f"{settings.company_path} names no company: fill in `names`.")


def _require_mailboxes(settings: Settings) -> None:
    if settings.mailboxes_file is None:
        return
    try:
        read_mailboxes(settings.mailboxes_file)
    except (OSError, ValueError) as error:
        stop(f"The mailboxes in {settings.mailboxes_file} cannot be used: {_first_lines(error)}")


def _require_webhook_key(settings: Settings) -> None:
    """A key that cannot be read would refuse every webhook for two days, and then they are lost."""
    if settings.lexware_webhook_key is None:
        return
    try:
        load_key(settings.lexware_webhook_key.read_bytes())
    except (OSError, KeyUnusable) as error:
        stop(f"The key of Lexware's webhooks in {settings.lexware_webhook_key} cannot be used: {_first_lines(error)}")


def require_public_url(settings: Settings) -> None:
    """End the command with status 2 if nothing could be delivered to KONTORIST_PUBLIC_URL.

    Lexware delivers over HTTPS only; a sandbox beside us may be told otherwise.
    """
    sandbox = settings.lexware_url.startswith("http://")
    if settings.public_url is not None and not usable(settings.public_url, http_too=sandbox):
        stop("KONTORIST_PUBLIC_URL must be an https:// address without user, query and fragment, or be left out.")


def _first_lines(error: Exception) -> str:
    """What and where, without the value that was given: it may be a secret."""
    return " ".join(str(error).split("[")[0].split())
