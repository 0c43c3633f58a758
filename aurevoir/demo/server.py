"""Serve the invented sites on this machine, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from aurevoir.demo.sites import Sites


def _handler(sites: Sites) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            answer = sites.answer(host, self.path)
            body = answer.body.encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
            if answer.wait is not None:
                self.send_header("Retry-After", str(answer.wait))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the base class's name
            """Say nothing: the pipeline tells what it meets."""

    return Handler


@contextmanager
def served(sites: Sites) -> Iterator[dict[str, tuple[str, int]]]:
    """Serve while the block runs; give the routes from invented hosts to this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(sites)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield dict.fromkeys(sites.hosts, ("127.0.0.1", server.server_port))
        finally:
            server.shutdown()
            thread.join()
