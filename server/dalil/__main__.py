"""`python -m dalil`: the command line."""

import sys

from dalil.cli import main

if __name__ == "__main__":
    sys.exit(main())
