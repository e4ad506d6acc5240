import shutil
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from factdesk.cli import run
from factdesk.publish import live
from factdesk.publish.sums import SUMS, digests, write_sums

FILES = {
    "index.html": b"<p>home",
    "404.html": b"<p>no such page",
    "claims/bridge/index.html": b"<p>bridge",
    "files/a b & c+ä.pdf": b"pdf",
}


@pytest.fixture
def site(tmp_path):
    """A published folder."""
    for path, content in FILES.items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "site" / SUMS).write_bytes(write_sums(digests(tmp_path / "site")))
    (tmp_path / "site/.factdesk-site").write_bytes(b"marker")
    return tmp_path / "site"


class Site(SimpleHTTPRequestHandler):
    """A simple file server like most hosts; ``answers`` has special responses by path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path)
        if answer is None:
            super().do_GET()
        else:
            answer(self)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Waits on closing for connections that are still open."""

    daemon_threads = False


@pytest.fixture
def serve(tmp_path):
    """Serve a folder locally; return its address and the list of requests."""
    servers = []

    def start(folder: Path, answers: dict[str, Callable] | None = None):
        def handler(*arguments):
            return Site(*arguments, directory=str(folder))

        server = Server(("127.0.0.1", 0), handler)
        server.asked, server.answers = [], answers or {}
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/", server.asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def redirect(target: str, status: int = 301) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def reply(status: int, body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_a_folder_that_is_as_it_was_built(site, capsys):
    assert run(["verify", str(site)]) == 0

    assert capsys.readouterr().out == "All 4 files match SHA256SUMS.\n"


def test_every_difference_of_a_folder_is_listed(site, capsys):
    (site / "index.html").write_bytes(b"<p>other")
    (site / "claims/bridge/index.html").unlink()
    (site / "evil.html").write_bytes(b"<p>extra")

    assert run(["verify", str(site)]) == 1

    assert capsys.readouterr().out == (
        "changed  index.html\n"
        "missing  claims/bridge/index.html\n"
        "extra    evil.html\n"
        "3 of 5 files do not match SHA256SUMS.\n"
    )


def test_a_link_in_place_of_a_file_is_not_followed(site, capsys):
    (site / "index.html").rename(site.parent / "moved.html")
    (site / "index.html").symlink_to(site.parent / "moved.html")

    assert run(["verify", str(site)]) == 1

    assert capsys.readouterr().out.startswith("unread   index.html (")


def test_a_folder_is_compared_with_a_build_of_ones_own(site, tmp_path, capsys):
    shutil.copytree(site, tmp_path / "fresh")
    assert run(["verify", str(site), "--against", str(tmp_path / "fresh")]) == 0
    assert capsys.readouterr().out == f"All 5 files match {tmp_path}/fresh.\n"
    # A page and the list were both changed, so the list alone does not reveal it.
    (site / "index.html").write_bytes(b"<p>forged")
    (site / SUMS).write_bytes(write_sums(digests(site)))
    assert run(["verify", str(site)]) == 0
    capsys.readouterr()

    assert run(["verify", str(site), "--against", str(tmp_path / "fresh")]) == 1

    assert capsys.readouterr().out == (
        f"changed  SHA256SUMS\nchanged  index.html\n2 of 5 files do not match {tmp_path}/fresh.\n"
    )


def test_a_live_site_that_is_as_it_was_built(site, serve, capsys):
    url, asked = serve(site)

    assert run(["verify", url]) == 0

    assert capsys.readouterr().out == "All 4 files match SHA256SUMS.\n"
    assert sorted(asked) == [
        "/404.html",
        "/SHA256SUMS",
        "/claims/bridge/index.html",
        "/files/a%20b%20%26%20c%2B%C3%A4.pdf",
        "/index.html",
    ]


def test_a_site_below_a_domains_root(site, serve, capsys):
    url, _ = serve(site.parent)

    assert run(["verify", f"{url}site"]) == 0
    assert run(["verify", f"{url}site/"]) == 0


def test_every_difference_of_a_live_site_is_listed(site, serve, capsys):
    url, _ = serve(
        site,
        {
            "/index.html": reply(200, b"<p>other"),
            "/claims/bridge/index.html": reply(404, b"no"),
            "/files/a%20b%20%26%20c%2B%C3%A4.pdf": reply(503, b"later"),
        },
    )

    assert run(["verify", url]) == 1

    assert capsys.readouterr().out == (
        "changed  index.html\n"
        "missing  claims/bridge/index.html\n"
        "unread   files/a b & c+ä.pdf (the site answers 503)\n"
        "3 of 4 files do not match SHA256SUMS.\n"
    )


def test_a_live_site_is_compared_with_a_build_of_ones_own(site, serve, tmp_path, capsys):
    shutil.copytree(site, tmp_path / "fresh")
    (site / "index.html").write_bytes(b"<p>forged")
    (site / "extra.html").write_bytes(b"<p>extra")
    (site / SUMS).write_bytes(write_sums(digests(site)))
    url, _ = serve(site)

    assert run(["verify", url, "--against", str(tmp_path / "fresh")]) == 1

    assert capsys.readouterr().out == (
        "changed  SHA256SUMS\n"
        "changed  index.html\n"
        "extra    extra.html\n"
        f"3 of 6 files do not match {tmp_path}/fresh.\n"
    )


def test_a_host_that_serves_404_html_with_its_status(site, serve, capsys):
    url, _ = serve(site, {"/404.html": reply(404, FILES["404.html"])})

    assert run(["verify", url]) == 0


def test_a_redirect_on_the_same_host_is_followed(site, serve, capsys):
    """Some hosts redirect ``/claims/bridge/index.html`` to ``/claims/bridge/``."""
    url, asked = serve(site, {"/claims/bridge/index.html": redirect("./?x=1", 308)})

    assert run(["verify", url]) == 0
    assert "/claims/bridge/?x=1" in asked


@pytest.mark.parametrize(
    "target",
    [
        "http://example.com/",
        "//example.com/x",
        "http://127.0.0.2/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_that_leaves_the_host_is_not_followed(site, serve, capsys, monkeypatch, target):
    url, _ = serve(site, {"/index.html": redirect(target)})
    hosts = []
    real = socket.getaddrinfo

    def watched(host, *arguments, **options):
        hosts.append(host)
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", watched)

    assert run(["verify", url]) == 1

    assert "unread   index.html (the site redirects elsewhere, to " in capsys.readouterr().out
    assert set(hosts) == {"127.0.0.1"}


@pytest.mark.parametrize("target", ["http://127.0.0.1:99999/", "http://[/", "/a b\xff\x1b[2J"])
def test_a_redirect_to_no_address_is_a_difference(site, serve, capsys, target):
    url, _ = serve(site, {"/index.html": redirect(target)})

    assert run(["verify", url]) == 1

    out = capsys.readouterr().out
    assert out.startswith("unread   index.html (incomplete response: ")
    assert "\x1b" not in out


def test_another_port_is_another_host(site, serve, capsys):
    other, asked = serve(site)
    url, _ = serve(site, {"/index.html": redirect(f"{other}index.html")})

    assert run(["verify", url]) == 1
    assert asked == []


def test_a_circle_of_redirects_ends(site, serve, capsys):
    url, _ = serve(site, {"/index.html": redirect("/index.html")})

    assert run(["verify", url]) == 1
    assert "unread   index.html (more than 5 redirects)" in capsys.readouterr().out


def test_a_file_without_end_is_refused(site, serve, capsys, monkeypatch):
    monkeypatch.setattr(live, "LARGEST_FILE", 1 << 20)

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x" * 65_536)

    def until_closed(handler):
        try:
            endless(handler)
        except OSError:
            handler.close_connection = True

    url, _ = serve(site, {"/index.html": until_closed})

    assert run(["verify", url]) == 1
    assert "unread   index.html (larger than 1 MiB)" in capsys.readouterr().out


def test_an_answer_that_breaks_off_is_a_difference(site, serve, capsys):
    def broken_off(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"only this")
        handler.close_connection = True

    url, _ = serve(site, {"/index.html": broken_off})

    assert run(["verify", url]) == 1
    assert "index.html" in capsys.readouterr().out


def test_a_server_that_closes_after_every_answer(site, serve, capsys):
    def closing(path):
        def answer(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(FILES[path])))
            handler.end_headers()
            handler.wfile.write(FILES[path])
            handler.close_connection = True  # without announcing it

        return answer

    url, _ = serve(site, {f"/{path}": closing(path) for path in ("index.html", "404.html")})

    assert run(["verify", url]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-folder"], "folder 'no-such-folder' does not exist"),
        (["."], "has no SHA256SUMS to compare with"),
        ([], "Missing argument 'FOLDER|URL'"),
        ([".", "--against", "no-such-folder"], "Directory 'no-such-folder' does not exist"),
        (["ftp://example.org/"], "this address is not http or https: 'ftp://example.org/'"),
        (["https://user:password@example.org/"], "must not contain a user name or password"),
        (
            ["http://127.0.0.1:1/"],
            "cannot be read: incomplete response: connection refused. Check",
        ),
    ],
)
def test_what_cannot_be_compared_is_said_plainly(tmp_path, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(tmp_path)

    assert run(["verify", *arguments]) == 2

    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_an_invalid_live_list_is_refused(site, serve, capsys):
    (site / SUMS).write_bytes(b"0" * 64 + b"  ../../../etc/passwd\n")
    url, asked = serve(site)

    assert run(["verify", url]) == 2

    assert "line 1 of SHA256SUMS is not a hash and a path below the site" in capsys.readouterr().err
    assert asked == ["/SHA256SUMS"]


def test_names_do_not_command_the_terminal(site, capsys):
    (site / "\x1b[2J\u202e.html").write_bytes(b"x")

    assert run(["verify", str(site)]) == 1

    assert "extra    \\x1b[2J\\u202e.html\n" in capsys.readouterr().out
