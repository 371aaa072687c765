"""The server: the ledger over HTTP, for the page and for programs. A front door like `cli.py`; it needs ``tollbook[serve]``."""
