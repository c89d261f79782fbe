"""`python -m bot` is `nghedan`."""

from bot.cli import main

main()
