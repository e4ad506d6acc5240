"""Connect only to public addresses.

For each connection, the host is resolved once, all its addresses are checked, and the connection
goes to a checked address. So the name server cannot change its response between check and
connection (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from factdesk.messages.catalogue import tr

_SECONDS_TO_CONNECT = 15


class RefusedAddress(Exception):
    """A refused address; the message says why."""


def checked_pools(allowed_hosts: frozenset[str]) -> dict[str, Any]:
    """Return connection pools that connect only to public addresses."""

    def connect(self: HTTPConnection) -> socket.socket:
        return _connect(self.host, self.port or self.default_port, allowed_hosts)

    class CheckedHTTP(HTTPConnection):
        _new_conn = connect

    class CheckedHTTPS(HTTPSConnection):
        _new_conn = connect

    class HTTPPool(urllib3.HTTPConnectionPool):
        ConnectionCls = CheckedHTTP

    class HTTPSPool(urllib3.HTTPSConnectionPool):
        ConnectionCls = CheckedHTTPS

    return {"http": HTTPPool, "https": HTTPSPool}


def _connect(host: str, port: int, allowed_hosts: Collection[str]) -> socket.socket:
    infos = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    if host not in allowed_hosts:
        for *_, address in infos:
            if not _is_public(str(address[0])):
                raise RefusedAddress(
                    tr(
                        "{host} has the address {address}, which is not public",
                        host=host,
                        address=address[0],
                    )
                )
    failure: OSError | None = None
    for family, kind, protocol, _, address in infos:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(_SECONDS_TO_CONNECT)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure or RefusedAddress(tr("{host} has no address", host=host))


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast
