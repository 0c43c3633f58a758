"""`aurevoir init`: write a commented watch list."""

import os
from importlib.resources import files
from pathlib import Path

import click

from aurevoir.errors import AurevoirError


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("aurevoir.toml"))
@click.option(
    "--language",
    type=click.Choice(["fr", "en"]),
    help="Language of the comments; by default that of your terminal.",
)
def command(path: Path, language: str | None) -> None:
    """Write a commented watch list to PATH; an existing file is never touched.

    \b
    Examples:
      aurevoir init
      aurevoir init veille.toml --language fr
    """
    spoken = language or ("en" if os.environ.get("LANG", "fr").startswith("en") else "fr")
    text = files("aurevoir").joinpath("watchlists", f"aurevoir.{spoken}.toml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise AurevoirError(f"{path}: already there and left as it is; give another name") from error
    except OSError as error:
        raise AurevoirError(f"{path}: {error.strerror}; give a folder that you may write to") from error
    click.echo(f"{path} written: name your brands and their places in it, then `aurevoir run`", err=True)
