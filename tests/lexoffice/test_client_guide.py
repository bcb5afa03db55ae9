"""docs/lexware.md: every Python example runs, in order, against the sandbox."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from lexoffice.client import LexwareClient
from lexoffice.contacts import Company, Contact, Role, Roles

GUIDE = Path(__file__).parent.parent.parent / "docs" / "lexware.md"


def test_the_examples_run(sandbox, lexware, capsys):
    customer = Contact(roles=Roles(customer=Role()), company=Company(name="Nordlicht Messtechnik GmbH"))
    names = {"api_key": "sandbox-key-for-tests", "customer": customer, "lexware": lexware, "HERE": sandbox.url}
    examples = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(examples) >= 6
    sandbox.fail("504", "/v1/contacts", "POST")
    for example in examples:
        exec(compile(to_the_sandbox(example), str(GUIDE), "exec"), names)
        names["lexware"] = lexware
    assert "Muster Werkstatt GmbH" in capsys.readouterr().out
    assert names["paper"].content.startswith(b"%PDF")
    assert names["answer"].finding == "found"
    assert [contact.name for contact in names["found"]] == [customer.name]
    assert names["open_amount"] == Decimal(357)
    assert lexware.invoices.get(names["made"].id).voucher_date == date(2026, 3, 2)


def to_the_sandbox(example: str) -> str:
    """The first example makes a client of Lexware itself."""
    return example.replace("LexwareClient(api_key)", "LexwareClient(api_key, HERE)")


def test_the_table_names_every_resource_of_the_client():
    with LexwareClient("any") as client:
        parts = {name: value for name, value in vars(client).items() if not name.startswith("_")}
    resources = {name for name, value in parts.items() if hasattr(value, "_transport")}
    told = set(re.findall(r"`(\w+)`", GUIDE.read_text("utf-8").split("| Attribute |")[1].split("\n\n")[0]))
    assert resources - told == set()
