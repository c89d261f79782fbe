"""`nghedan bench …`: figures of this program on this machine, beside its peers where those are installed."""
