"""Report -> claims: figures, what they count, of whom, where, according to whom and how they stand. Pure: no clock, no network."""
