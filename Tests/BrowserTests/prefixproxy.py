"""A proxy that takes a prefix away from the front of paths, and knows nothing else: prefixproxy.py ORIGIN PREFIX

Prints the port that it has chosen.
"""

import http.client
import http.server
import sys
import urllib.parse

ORIGIN = urllib.parse.urlsplit(sys.argv[1])
PREFIX = sys.argv[2]
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self):
        if not self.path.startswith(PREFIX + "/"):
            return self.send_error(404, "outside of the prefix")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        connection = http.client.HTTPConnection(ORIGIN.hostname, ORIGIN.port)
        fields = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        connection.request(self.command, self.path[len(PREFIX):], body or None, fields)
        answer = connection.getresponse()
        data = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP | {"content-length", "date", "server"}:
                self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        connection.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = forward

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
