"""What the command line tells its caller."""


class CallerMistake(Exception):
    """What the caller gave does not do; the message is one line in Vietnamese that says how to mend it."""
