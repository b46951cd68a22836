"""Notebooks: the cells of each are one program, and requests about a cell are answered from it."""
