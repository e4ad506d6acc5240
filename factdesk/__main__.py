"""``python -m factdesk`` is the command ``factdesk``."""

from factdesk.cli import main

if __name__ == "__main__":
    main()
