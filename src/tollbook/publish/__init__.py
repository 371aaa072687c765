"""What people see: rows, words for a terminal, one page for everybody, exports. Pure: books and estimates in, text out."""
