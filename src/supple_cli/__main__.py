"""``python -m supple_cli`` is ``supple``."""

from supple_cli.main import main

main()
