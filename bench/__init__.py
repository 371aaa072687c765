"""Speed, each figure as a ratio to a named limit measured in the same run: ``python -m bench`` (or ``make bench``)."""
