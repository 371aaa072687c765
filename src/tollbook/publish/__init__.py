"""What people see: rows for programs, words for a terminal, one page for everybody, exports. Pure: books and estimates in, text out."""
