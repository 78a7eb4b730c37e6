#!/usr/bin/env python3
"""Loads a server that measures itself, reads its page meanwhile, and compares what both have counted.

usage: load.py --server PROGRAM [--seconds N] [--connections N]

Ends with 1 where a page is refused by promtool or prometheus_client, where a counter falls, or where the last page says
something else than the client counted.
"""

import argparse
import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import Counter

from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

REQUESTS = [("GET", "/hello", "/hello"), ("GET", "/hello/{}", "/hello/{name}"), ("POST", "/fails", "/fails"),
            ("GET", "/nowhere/{}", None), ("DELETE", "/hello", None)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def load(port, end, counts, lock, number):
    own = Counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    step = number
    while time.monotonic() < end:
        method, path, route = REQUESTS[step % len(REQUESTS)]
        step += 1
        body = b"x" * (step % 500) if method == "POST" else None
        connection.request(method, path.format(step), body=body)
        answer = connection.getresponse()
        size = len(answer.read())
        own[("count", method, route, str(answer.status))] += 1
        own[("bytes", method, route, str(answer.status))] += size
        if body is not None:
            own[("sent", method, route, str(answer.status))] += len(body)
    connection.close()
    with lock:
        counts.update(own)


def page(port, openmetrics):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    accept = "application/openmetrics-text;version=1.0.0" if openmetrics else "text/plain"
    connection.request("GET", "/metrics", headers={"Accept": accept})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status != 200:
        sys.exit(f"the page was answered with {answer.status}")
    families = list((read_openmetrics if openmetrics else read_text)(text))
    if not openmetrics and shutil.which("promtool"):
        check = subprocess.run(["promtool", "check", "metrics"], input=text, text=True, capture_output=True)
        if check.returncode:
            sys.exit(f"promtool refuses the page: {check.stdout}{check.stderr}")
    return {(sample.name, tuple(sorted(sample.labels.items()))): float(sample.value)
            for family in families for sample in family.samples}


def falls(before, after):
    """Counters, and parts of histograms, that are lower than they were."""
    ends = ("_total", "_count", "_bucket", "_sum")
    return [key for key, value in before.items() if key[0].endswith(ends) and after.get(key, -1) < value]


def seen(samples, name, method, route, status):
    for (sample, labels), value in samples.items():
        labels = dict(labels)
        if (sample == name and labels.get("http_request_method") == method and labels.get("http_route") == route
                and labels.get("http_response_status_code") == status):
            return value
    return None


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--server", required=True)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--connections", type=int, default=8)
    options = options.parse_args()
    port, page_port = free_port(), free_port()
    server = subprocess.Popen([options.server, "--port", str(port), "--threads", "2", "--page-port", str(page_port)])
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", page_port)).close()
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        counts, lock, end = Counter(), threading.Lock(), time.monotonic() + options.seconds
        threads = [threading.Thread(target=load, args=(port, end, counts, lock, number))
                   for number in range(options.connections)]
        for thread in threads:
            thread.start()
        before, pages = {}, 0
        while any(thread.is_alive() for thread in threads):
            now = page(page_port, openmetrics=pages % 2 == 1)
            if fallen := falls(before, now):
                sys.exit(f"fell from one page to the next: {fallen}")
            before, pages = now, pages + 1
        time.sleep(1)
        last = page(page_port, openmetrics=False)
        names = {"count": "http_server_request_duration_seconds_count", "bytes": "http_server_response_body_size_bytes_sum",
                 "sent": "http_server_request_body_size_bytes_sum"}
        faults = []
        for (what, method, route, status), wanted in sorted(counts.items(), key=str):
            found = seen(last, names[what], method, route, status)
            if found != wanted:
                faults.append(f"{what} {method} {route} {status}: counted {wanted}, the page has {found}")
        # The first look for the port was a connection, too.
        accepted = last.get(("writ_server_connections_accepted_total", ()))
        if accepted != options.connections + 1:
            faults.append(f"{options.connections + 1} connections, the page has {accepted}")
        total = sum(value for (what, *_), value in counts.items() if what == "count")
        print(f"{total} requests, {pages} pages read meanwhile, {len(last)} samples on the last")
        if faults:
            sys.exit("\n".join(faults))
        print("the page has what the client counted")
    finally:
        server.terminate()
        server.wait(20)


main()
