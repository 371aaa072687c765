"""Watching feeds: pages asked when they are due, changes of tolls told to whoever asked to be told."""
