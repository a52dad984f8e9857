"""Whether a server can listen at an address of this machine."""

import errno
import socket

from dalil.errors import BusyError, DalilError, ProjectError

_REMEDIES = {
    errno.EADDRINUSE: "end what holds it, or give another --port (make serve PORT=8090)",
    errno.EACCES: "give a --port from 1024, which needs no privilege",
}
_ELSEWHERE = "give as --host an address of this machine"


def obstacle(host: str, port: int) -> DalilError | None:
    """Why no server could listen there now; None where one could."""
    if port not in range(1, 2**16):
        return ProjectError(f"{port} is no port: they run from 1 to 65535", remedy="give another --port")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            remedy = _REMEDIES.get(error.errno or 0, _ELSEWHERE)
            return BusyError(f"port {port} on {host} cannot be listened on: {error.strerror}", remedy=remedy)
    return None
