"""The running program: settings, command line, wiring, worker, channels."""

import gc

# The start makes hundreds of thousands of objects that stay; looking through them at every 700 new ones, as is the default,
# costs a seventh of the time until the program answers.
gc.set_threshold(20_000, 20, 20)
