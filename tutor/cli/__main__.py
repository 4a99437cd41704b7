"""`python -m tutor.cli`: the command without its script, as the screen starts it."""

import sys

from tutor.cli import main

sys.exit(main())
