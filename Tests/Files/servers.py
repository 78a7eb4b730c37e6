"""nginx and our own server as processes over one folder, and what is asked of them."""

import re
import socket
import subprocess
import time
from pathlib import Path

HOST = "127.0.0.1"
NGINX = """
daemon off;
pid nginx.pid;
error_log error.log;
worker_processes {workers};
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    default_type application/octet-stream;
    types {{ text/html html; text/plain txt; application/json json; }}
    client_body_temp_path client; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    gzip on; gzip_types text/plain application/json; gzip_comp_level 1; gzip_min_length 1024; gzip_vary on;
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        index index.html;
    }}
}}
"""


class Process:
    def __init__(self, command, port, cwd=None):
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd)
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection((HOST, port), 1).close()
                return
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise SystemExit(f"files: {command[0]} does not start") from None
                time.sleep(0.05)

    def pids(self):
        """The process and its children: nginx works in those."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *map(int, children)]

    def processor_seconds(self):
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / 100

    def resident_megabytes(self):
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for pid in self.pids()) / 1e6

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def nginx(folder, work, port, workers):
    (work / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, workers=workers))
    return Process(["nginx", "-p", str(work), "-c", str(work / "nginx.conf")], port, work)


def ours(server, folder, port, loops):
    return Process([server, str(port), str(loops), str(folder)], port)


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    def __getitem__(self, name):
        return self.fields.get(name.lower())


def ask(port, method, target, fields=()):
    """One request on a connection of its own, its answer read to the end of the connection."""
    lines = [f"{method} {target} HTTP/1.1", "Host: a", *(f"{name}: {value}" for name, value in fields), "Connection: close"]
    with socket.create_connection((HOST, port), 20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        received = b""
        while part := connection.recv(1 << 16):
            received += part
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    found = re.match(r"HTTP/1\.1 (\d+)", lines[0])
    named = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        named[name.lower()] = value.strip()
    if named.get("transfer-encoding") == "chunked":
        body = unchunked(body)
    return Answer(int(found[1]) if found else 0, named, body)


def unchunked(body):
    whole = b""
    while body:
        line, _, body = body.partition(b"\r\n")
        count = int(line, 16)
        whole += body[:count]
        body = body[count + 2 :]
        if count == 0:
            break
    return whole
