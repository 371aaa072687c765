"""The commands, grouped by what a person is doing: reading in, asking, showing, keeping, evaluating."""
