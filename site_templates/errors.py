"""What can go wrong while a site is built, each said with its facts and what to do."""

from pathlib import Path


class SiteError(Exception):
    """The site cannot be built where it was asked for."""


class ForeignFolderError(SiteError):
    """The output folder holds a file that Au revoir did not make."""

    def __init__(self, output: Path, found: str) -> None:
        super().__init__(
            f"'{output}' holds '{found}', which Au revoir did not make: choose another output folder, or empty this one"
        )


class UnwritableError(SiteError):
    """The system refused to write the site; what stood there before still stands."""

    def __init__(self, output: Path, problem: str) -> None:
        super().__init__(
            f"the site cannot be written to '{output}': {problem}; "
            "check the folder's rights and the space left, then build again"
        )
