"""The formulas: opinions in, figures out; nothing here reads a file of the user's, a clock or a database."""
