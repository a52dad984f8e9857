"""Whether a server can listen at an address of this machine."""

import socket


def obstacle(host: str, port: int) -> str:
    """Why no server could listen there now; empty where one could."""
    if port not in range(1, 2**16):
        return "ports run from 1 to 65535"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return str(getattr(error, "strerror", None) or error)
    return ""
