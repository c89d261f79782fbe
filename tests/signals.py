"""What a shell leaves ignored in its jobs must not be ignored in the programs that tests start and stop."""

import signal

INHERITED = (signal.SIGINT, signal.SIGHUP)  # of a background job, and under nohup


def keep_from_children() -> None:
    """Ignored here it stays ignored; but ignoring is passed on to another program, and a handler is not."""
    for number in INHERITED:
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
