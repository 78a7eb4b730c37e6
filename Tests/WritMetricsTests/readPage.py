"""Reads pages of metrics from standard input with the parsers of prometheus_client, and prints each sample.

usage: readPage.py text|openmetrics <PAGE
"""

import sys

if sys.argv[1] == "openmetrics":
    from prometheus_client.openmetrics.parser import text_string_to_metric_families
else:
    from prometheus_client.parser import text_string_to_metric_families

for family in text_string_to_metric_families(sys.stdin.read()):
    for sample in family.samples:
        labels = " ".join(f"{name}={value!r}" for name, value in sorted(sample.labels.items()))
        print(family.type, sample.name, labels, float(sample.value))
