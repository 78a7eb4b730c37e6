"""Overlays that are written to make the generator work: a document and actions for it, at any size."""

from documents import base, numbered

OVERLAYS = {}


def overlay(function):
    OVERLAYS[function.__name__.replace("_", "-")] = function
    return function


def wide(size):
    """A document of many values for queries to look at."""
    return base({f"S{i}": {"type": "string", "x-a": i} for i in numbered(size, 40)})


def update(target):
    return {"target": target, "update": {"x-b": 1}}


@overlay
def overlay_of_absolute_queries(size):
    return wide(size), [update("$..[?@..x==$..y]")]


@overlay
def overlay_of_descendants_in_filters(size):
    return wide(size), [update("$..[?@..[?@..[?@.x==1]]]")]


@overlay
def overlay_of_descendants_in_a_row(size):
    return wide(size), [update("$" + "..*" * 12)]


@overlay
def overlay_of_wide_unions(size):
    return wide(min(size, 200_000)), [update("$.*" + "[" + ",".join("*" for _ in numbered(size // 10, 2)) + "]")]


@overlay
def overlay_of_unions_in_a_row(size):
    return wide(size), [update("$" + "[*,*]" * 20)]


@overlay
def overlay_of_many_actions(size):
    return wide(size // 2), [update(f"$.components.schemas.S{i}") for i in numbered(size // 2, 75)]


@overlay
def overlay_of_many_searches(size):
    return wide(size // 2), [update(f"$..[?@.x-a=={i}]") for i in numbered(size // 2, 65)]


@overlay
def overlay_that_removes_many(size):
    return wide(size), [{"target": "$.components.schemas[?@.x-a >= 1]", "remove": True}]


@overlay
def overlay_that_changes_many(size):
    return wide(size), [update("$.components.schemas.*")]


@overlay
def overlay_of_a_slow_pattern(size):
    document = wide(10)
    document["info"]["description"] = "a" * (size // 100) + "!"
    return document, [update("$[?match(@.description, '(a|a)*(a|a)*b')]")]


@overlay
def overlay_of_a_long_query(size):
    return wide(10), [update("$" + ".a" * (size // 2))]


@overlay
def overlay_of_long_filters(size):
    return wide(10), [update("$[?" + "||".join(f"@.a=={i}" for i in numbered(size, 9)) + "]")]
