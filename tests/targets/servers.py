"""The servers that targets are tested on, each a real one on loopback: sshd, moto's S3, s3rver.

Where one is not installed the tests are skipped with the reason; with NEWSDESK_TARGETS=required they fail instead.
"""

from __future__ import annotations

import getpass
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

S3RVER = Path(__file__).parent / "node_modules" / "s3rver" / "bin" / "s3rver.js"
BUCKET = "digest"


def missing(what: str, remedy: str) -> None:
    reason = f"{what} is not installed: {remedy}"
    if os.environ.get("NEWSDESK_TARGETS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, *, largest: int = resource.RLIM_INFINITY) -> Iterator[None]:
    """A server from when it answers on its port until the end of the body."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing more is an error then, as on a full disk

    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # a pipe that nobody reads would stop it
    with subprocess.Popen(command, **quiet, preexec_fn=limited) as run:  # type: ignore[call-overload]
        try:
            while run.poll() is None:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            assert run.poll() is None, f"{command} does not start"
            yield
        finally:
            run.kill()


@contextmanager
def ssh_server(folder: Path, *, largest: int = resource.RLIM_INFINITY) -> Iterator[tuple[int, Path]]:
    """An SSH server that knows one key; its port, and a client's configuration that has it.

    `largest` is the greatest size of a file, in bytes, that may be written through it.
    """
    if not shutil.which("rsync"):
        missing("rsync", "apt-get install rsync")
    daemon = (
        shutil.which("sshd")
        or shutil.which("sshd", path="/usr/sbin")
        or missing("sshd", "apt-get install openssh-server")
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd asks for it, and its package makes it only at the machine's start
    for key in ("host", "client"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)], check=True)
    port = free_port()
    (folder / "authorized").write_text((folder / "client.pub").read_text())
    (folder / "known").write_text(f"[127.0.0.1]:{port} {(folder / 'host.pub').read_text()}")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\nUsePAM no\nStrictModes no\n"
        f"AuthorizedKeysFile {folder}/authorized\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
        "MaxStartups 100\n"
    )
    (folder / "ssh_config").write_text(
        f"Host *\n  User {getpass.getuser()}\n  IdentityFile {folder}/client\n  IdentitiesOnly yes\n"
        f"  UserKnownHostsFile {folder}/known\n  StrictHostKeyChecking yes\n"
    )
    with running([str(daemon), "-D", "-e", "-f", str(folder / "sshd_config")], port, largest=largest):
        yield port, folder / "ssh_config"


@contextmanager
def comparing_s3() -> Iterator[str]:
    """The address of a server of S3's language that compares before it writes (moto)."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def trusting_s3(folder: Path) -> Iterator[str]:
    """The address of one that ignores conditions and writes whatever comes (s3rver)."""
    node = shutil.which("node") or missing("node", "apt-get install nodejs")
    if not S3RVER.exists():
        missing("s3rver", "npm ci in tests/targets")
    port = free_port()
    with running([str(node), str(S3RVER), "-d", str(folder), "-a", "127.0.0.1", "-p", str(port), "-s"], port):
        yield f"http://127.0.0.1:{port}"
