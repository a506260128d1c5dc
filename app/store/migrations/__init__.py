"""One file per revision of the book of record; `app/store/upgrade.py` runs them."""
