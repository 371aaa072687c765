"""Report -> claims: figures, what they count, of whom, where, according to whom, how they stand. No clock, no network."""
