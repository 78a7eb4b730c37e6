#!/usr/bin/env python3
"""Writes a Swagger 2.0 document in the shape of the one that Kubernetes publishes: the same paths and verbs for each of many
kinds, their query parameters written out at each operation, and types that refer to each other.

    kubernetes.py [KINDS] >FILE        60 kinds have 1,020 operations

The words are its own.
"""

import json
import sys

GROUPS = ["core", "apps", "batch", "policy", "storage", "network", "rbac", "events", "auth", "node"]
PATCHES = ["json-patch+json", "merge-patch+json", "strategic-merge-patch+json", "apply-patch+yaml"]
PRODUCES = ["application/json", "application/yaml", "application/vnd.example.protobuf"]
STREAMS = ["application/json;stream=watch", "application/vnd.example.protobuf;stream=watch"]
LIST_QUERY = [
    ("allowWatchBookmarks", "boolean"), ("continue", "string"), ("fieldSelector", "string"), ("labelSelector", "string"),
    ("limit", "integer"), ("resourceVersion", "string"), ("resourceVersionMatch", "string"), ("sendInitialEvents", "boolean"),
    ("timeoutSeconds", "integer"), ("watch", "boolean"),
]
WRITE_QUERY = [("dryRun", "string"), ("fieldManager", "string"), ("fieldValidation", "string")]
DELETE_QUERY = [
    ("dryRun", "string"), ("gracePeriodSeconds", "integer"), ("orphanDependents", "boolean"), ("propagationPolicy", "string"),
]


def sentence(subject):
    return (f"{subject} of the object, as the server last saw it. Clients may rely on it between two versions of the API; what "
            "they send and the server does not know is left out of what is stored, and told in a warning of the answer.")


def reference(name):
    return {"$ref": f"#/definitions/{name}"}


def query(parameters):
    return [{"name": name, "in": "query", "type": kind, "uniqueItems": True, "description": sentence(name)}
            for name, kind in parameters]


def body(name, required=True):
    return {"name": "body", "in": "body", "required": required, "schema": reference(name)}


def operation(group, verb, kind, answers, parameters=(), deprecated=False, **more):
    text = f"{verb} {kind}" + (". Deprecated: use the list with `watch`." if deprecated else "")
    responses = {str(code): {"description": "OK", "schema": schema} for code, schema in answers.items()}
    return {
        "description": text, "operationId": f"{verb}{group.title()}V1{kind}", "tags": [f"{group}_v1"], "schemes": ["https"],
        "consumes": ["*/*"], "produces": PRODUCES, "parameters": list(parameters),
        "responses": {**responses, "401": {"description": "Unauthorized"}},
        "x-example-action": verb, "x-example-group-version-kind": {"group": group, "kind": kind, "version": "v1"}, **more,
    }


def paths_of(group, kind, type_name):
    base = f"/apis/{group}.example.org/v1"
    plural = kind.lower() + "s"
    in_namespace = f"{base}/namespaces/{{namespace}}/{plural}"
    whole, listed = reference(type_name), reference(type_name + "List")
    pretty = query([("pretty", "string")])
    namespace = {"name": "namespace", "in": "path", "required": True, "type": "string", "uniqueItems": True,
                 "description": sentence("namespace")}
    name = {**namespace, "name": "name", "description": sentence("name")}
    patch = {"consumes": ["application/" + kind for kind in PATCHES]}

    def op(verb, what, answers, parameters=(), **more):
        return operation(group, verb, what, answers, parameters, **more)

    def single(what):
        return {
            "get": op("read", what, {200: whole}),
            "put": op("replace", what, {200: whole, 201: whole}, [body(type_name)] + query(WRITE_QUERY)),
            "patch": op("patch", what, {200: whole, 201: whole},
                        [body("Patch")] + query(WRITE_QUERY + [("force", "boolean")]), **patch),
            "parameters": [name, namespace] + pretty,
        }

    item = single("Namespaced" + kind)
    item["delete"] = op("delete", "Namespaced" + kind, {200: reference("Status"), 202: reference("Status")},
                        [body("DeleteOptions", False)] + query(DELETE_QUERY))
    watches = {
        f"{base}/watch/{plural}": ("ListForAllNamespaces", []),
        f"{base}/watch/namespaces/{{namespace}}/{plural}": ("NamespacedList", [namespace]),
        f"{base}/watch/namespaces/{{namespace}}/{plural}/{{name}}": ("Namespaced", [name, namespace]),
    }
    paths = {
        in_namespace: {
            "get": op("list", "Namespaced" + kind, {200: listed}, query(LIST_QUERY)),
            "post": op("create", "Namespaced" + kind, {200: whole, 201: whole, 202: whole},
                       [body(type_name)] + query(WRITE_QUERY)),
            "delete": op("deleteCollection", "Namespaced" + kind, {200: reference("Status")},
                         [body("DeleteOptions", False)] + query(DELETE_QUERY + LIST_QUERY[:9])),
            "parameters": [namespace] + pretty,
        },
        f"{in_namespace}/{{name}}": item,
        f"{in_namespace}/{{name}}/status": single(f"Namespaced{kind}Status"),
        f"{in_namespace}/{{name}}/scale": single(f"Namespaced{kind}Scale"),
        f"{base}/{plural}": {
            "get": op("list", kind + "ForAllNamespaces", {200: listed}), "parameters": query(LIST_QUERY) + pretty,
        },
    }
    for path, (what, parameters) in watches.items():
        answer = op("watch", kind + what, {200: reference("WatchEvent")}, deprecated=True)
        paths[path] = {"get": {**answer, "produces": PRODUCES + STREAMS}, "parameters": parameters + query(LIST_QUERY) + pretty}
    return paths


def definition(properties, required=(), about="An object"):
    properties = {name: {"description": sentence(name), **schema} for name, schema in properties.items()}
    return {"description": sentence(about), "type": "object", "properties": properties,
            **({"required": list(required)} if required else {})}


STRING, INT = {"type": "string"}, {"type": "integer", "format": "int32"}
STRINGS = {"type": "array", "items": STRING, "x-example-list-type": "atomic"}
MAP = {"type": "object", "additionalProperties": STRING}
COMMON = {
    "Patch": {"type": "object", "description": sentence("Patch")},
    "Time": {"type": "string", "format": "date-time"},
    "IntOrString": {"type": "string", "format": "int-or-string"},
    "Quantity": STRING,
    "OwnerReference": definition({"apiVersion": STRING, "kind": STRING, "name": STRING, "uid": STRING,
                                  "controller": {"type": "boolean"}}, ["apiVersion", "kind", "name", "uid"]),
    "ObjectMeta": definition({
        "name": STRING, "namespace": STRING, "uid": STRING, "annotations": MAP, "labels": MAP, "finalizers": STRINGS,
        "creationTimestamp": reference("Time"), "generation": {"type": "integer", "format": "int64"},
        "ownerReferences": {"type": "array", "items": reference("OwnerReference")}}),
    "ListMeta": definition({"continue": STRING, "resourceVersion": STRING,
                            "remainingItemCount": {"type": "integer", "format": "int64"}}),
    "StatusCause": definition({"field": STRING, "message": STRING, "reason": STRING}),
    "StatusDetails": definition({"causes": {"type": "array", "items": reference("StatusCause")}, "name": STRING,
                                 "retryAfterSeconds": INT}),
    "Status": definition({"apiVersion": STRING, "code": INT, "details": reference("StatusDetails"), "kind": STRING,
                          "message": STRING, "metadata": reference("ListMeta"), "reason": STRING, "status": STRING}),
    "DeleteOptions": definition({"apiVersion": STRING, "dryRun": STRINGS, "gracePeriodSeconds": INT, "kind": STRING,
                                 "propagationPolicy": STRING}),
    "WatchEvent": definition({"object": {"type": "object"}, "type": STRING}, ["type", "object"]),
}


def definitions_of(name):
    parts = {f"{name}Part{index}": definition({
        "name": STRING, "labels": MAP, "args": STRINGS, "count": INT, "port": reference("IntOrString"),
        "limits": {"type": "object", "additionalProperties": reference("Quantity")},
        "policy": {**STRING, "enum": ["Always", "IfNotPresent", "Never"]},
        **({"next": reference(f"{name}Part{index + 1}")} if index < 7 else {})}, ["name"]) for index in range(8)}
    return {
        name: definition({"apiVersion": STRING, "kind": STRING, "metadata": reference("ObjectMeta"),
                          "spec": reference(name + "Spec"), "status": reference(name + "Status")}, about=name),
        name + "List": definition({"apiVersion": STRING, "items": {"type": "array", "items": reference(name)}, "kind": STRING,
                                   "metadata": reference("ListMeta")}, ["items"]),
        name + "Spec": definition({"replicas": INT, "paused": {"type": "boolean"}, "selector": MAP, **{
            f"parts{index}": {"type": "array", "items": reference(f"{name}Part{index}"), "x-example-patch-merge-key": "name"}
            for index in range(8)}}, ["selector"]),
        name + "Status": definition({"replicas": INT, "observedGeneration": {"type": "integer", "format": "int64"},
                                     "conditions": {"type": "array", "items": reference(name + "Condition")}}),
        name + "Condition": definition({"type": STRING, "status": STRING, "lastTransitionTime": reference("Time")},
                                       ["type", "status"]),
        **parts,
    }


def document(kinds):
    paths, definitions = {}, dict(COMMON)
    for index in range(kinds):
        group, kind = GROUPS[index % len(GROUPS)], f"Kind{chr(65 + index // 26 % 26)}{chr(97 + index % 26)}"
        name = f"org.example.api.{group}.v1.{kind}"
        paths.update(paths_of(group, kind, name))
        definitions.update(definitions_of(name))
    return {
        "swagger": "2.0", "info": {"title": "Cluster", "version": "v1.0.0"}, "paths": paths, "definitions": definitions,
        "security": [{"BearerToken": []}],
        "securityDefinitions": {"BearerToken": {"type": "apiKey", "in": "header", "name": "authorization",
                                                "description": sentence("Bearer token")}},
    }


if __name__ == "__main__":
    json.dump(document(int(sys.argv[1]) if len(sys.argv) > 1 else 60), sys.stdout, indent=1)
