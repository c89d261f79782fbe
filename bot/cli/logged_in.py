"""Who does something on the command line."""

import getpass


def who(name: str) -> str:
    """Whoever is logged in, where nobody is named; on a machine without user names, nobody."""
    if name.strip():
        return name.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
