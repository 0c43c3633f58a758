"""What can be wrong with the words of this room, which people may edit: each says where, what, and how to mend it."""


class WordsError(ValueError):
    """A file of cues or weights that cannot be used."""
