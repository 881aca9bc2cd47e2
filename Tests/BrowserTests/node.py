"""A node of its own for a test: a temporary data folder, a free port, the real program."""
import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def program():
    return os.environ.get("FMPRO_NODE") or str(ROOT / ".build/debug/fmpro-node")


class Node:
    def __init__(self, folder):
        self.folder, self.port, self.process = Path(folder), free_port(), None
        self.log = self.folder.with_name(self.folder.name + ".log")

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [program(), "serve", "--port", str(self.port), "--data", str(self.folder)], stdout=log, stderr=log
            )
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the node did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self, sign=signal.SIGTERM):
        """Stops politely; the node must answer a SIGTERM within half a minute, with exit code 0."""
        self.process.send_signal(sign)
        code = self.process.wait(timeout=30)
        if sign == signal.SIGTERM:
            assert code == 0, f"the node ended with code {code}"

    def kill(self):
        if self.process and self.process.poll() is None:
            self.stop(signal.SIGKILL)

    def restart(self, sign=signal.SIGTERM):
        self.stop(sign)
        self.start()
