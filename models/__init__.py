"""The words of the domain: values, enums, rules and transitions. No database, no network, no clock."""
