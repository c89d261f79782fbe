"""`python -m bot` is `nghedan`."""

from bot.cli.main import main

main()
