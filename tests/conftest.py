"""What holds for all tests."""

import signal
from contextlib import suppress

# A shell starts what it puts in the background with Ctrl-C ignored, and children inherit that: then
# no test that sends it could tell anything.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    with suppress(ValueError):  # Only a main thread may say so.
        signal.signal(signal.SIGINT, signal.default_int_handler)
