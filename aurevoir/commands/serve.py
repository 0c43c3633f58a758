"""`aurevoir serve`: show the site on this machine."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from aurevoir.commands.options import open_watch, watch_option
from aurevoir.errors import AurevoirError


@click.command()
@watch_option
@click.option("--folder", type=click.Path(path_type=Path), help="A built site; by default the watch list's.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
def command(path: Path, folder: Path | None, port: int) -> None:
    """Show the site at http://127.0.0.1:8000/ until Ctrl-C; only this machine can see it.

    \b
    Examples:
      aurevoir serve
      aurevoir serve --folder output --port 0
    """
    site = folder or (open_watch(path).output if path.exists() else Path("output"))
    if not (site / "index.html").is_file():
        raise AurevoirError(f"{site}: no site there; `aurevoir build` makes one, `aurevoir demo` an example")
    try:
        server = ThreadingHTTPServer(
            ("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(site))
        )
    except OSError as error:
        raise AurevoirError(f"port {port}: {error.strerror}; try --port 0") from error
    with server:
        click.echo(f"http://127.0.0.1:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("", err=True)
