#!/usr/bin/env python3
"""Asks generated servers what the JSON Schema test suite asks of validators, and compares the verdicts.

    jsonschema.py SUITE DRAFT [--types stated|implied] [--work FOLDER] [--bin FOLDER] [--update] [--only TEXT]

SUITE is a folder with `tests/DRAFT/*.json`. Each group's schema becomes a component of one document (OpenAPI 3.1 for
draft2020-12, 3.0 for draft4) with an operation whose body it is; each test's instance is posted to that operation, by the
client that tests of applications use. Valid is 204, invalid is 422.

`jsonschema-DRAFT.txt` beside this script lists what is not asked, or answered otherwise, test by test with the reason. A
test that is not listed and fails, or is listed and passes, ends this with 1, as do less than 98 % of what can be asked.
"""

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARE_MIN = 0.98
# Keywords of draft 4 that Schema Objects of OpenAPI 3.0 don't have.
NOT_IN_30 = {"additionalItems", "definitions", "dependencies", "id", "patternProperties", "$schema"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("suite", type=pathlib.Path)
    parser.add_argument("draft", choices=["draft2020-12", "draft4"])
    parser.add_argument("--types", choices=["stated", "implied"], default="stated")
    parser.add_argument("--work", type=pathlib.Path, help="where to leave what is generated and compiled")
    parser.add_argument("--bin", type=pathlib.Path, help="the folder of the built products")
    parser.add_argument("--update", action="store_true", help="write the list anew, with the reasons that are known")
    parser.add_argument("--only", default="", help="groups whose name has this in it")
    return parser.parse_args()


class Group:
    def __init__(self, number, file, written):
        self.number, self.file = number, file
        self.name = f"{file}: {written['description']}"
        self.written, self.tests = written["schema"], written["tests"]
        self.component = f"Group{number}"
        self.why_not = None

    def test_name(self, test):
        return f"{self.name}: {test['description']}"


def groups(options):
    found = []
    for file in sorted((options.suite / "tests" / options.draft).glob("*.json")):
        for written in json.loads(file.read_text()):
            found.append(Group(len(found), file.stem, written))
    return [group for group in found if options.only in group.name]


# ---- Documents


def schema_2020(group):
    """The schema as a resource of its own, so that its references are its own; its identifiers are unlike other groups'."""
    host = f"http://g{group.number}.test"
    text = json.dumps(group.written).replace("http://localhost:1234", host).replace("urn:uuid:", f"urn:uuid:{group.number}-")
    schema = json.loads(re.sub(r'"(https?://)(example\.com|foo\.bar)', rf'"\1g{group.number}.\2', text))
    if isinstance(schema, dict) and not re.match(r"^[a-z]+:", schema.get("$id", "")):
        schema = {**schema, "$id": host + "/" + schema.get("$id", "schema").lstrip("/")}
    return schema


def schema_30(group):
    """The schema with its references to itself led to where it stands, and booleans for schemas left as they are."""
    here = f"#/components/schemas/{group.component}"

    def moved(value):
        if isinstance(value, list):
            return [moved(item) for item in value]
        if not isinstance(value, dict):
            return value
        result = {}
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str) and item.startswith("#"):
                result[key] = here + item[1:] if item != "#" else here
            elif key in ("enum", "default"):
                result[key] = item
            else:
                result[key] = moved(item)
        return result

    return moved(copy.deepcopy(group.written))


def keywords(schema):
    """Every keyword in a schema and those inside it."""
    if isinstance(schema, list):
        return set().union(*[keywords(item) for item in schema]) if schema else set()
    if not isinstance(schema, dict):
        return set()
    found = set()
    for key, value in schema.items():
        found.add(key)
        if key in ("properties", "patternProperties", "definitions", "$defs", "dependentSchemas"):
            for inner in value.values():
                found |= keywords(inner)
        elif key not in ("enum", "const", "default", "required"):
            found |= keywords(value)
    return found


def carried(group, draft):
    """Why a document of OpenAPI can't carry the schema; nil where it can."""
    used = keywords(group.written)
    if draft == "draft4":
        beyond = sorted(used & NOT_IN_30)
        if beyond:
            return f"OpenAPI 3.0 has no `{beyond[0]}`"
        text = json.dumps(group.written)
        if re.search(r'"type": (\[|"null")', text):
            return "OpenAPI 3.0 has neither lists of types nor the type null"
        if re.search(r'"items": \[', text):
            return "OpenAPI 3.0 has no lists of schemas in `items`"
    if isinstance(group.written, dict) and reads_beside(group.written):
        return "reads a schema over the network, which is not asked"
    if re.search(r'"\$(ref|schema|id)": "(http://localhost:1234|https?://json-schema\.org)', json.dumps(group.written)):
        remote = [text for text in re.findall(r'"\$ref": "([^"]*)"', json.dumps(group.written))
                  if text.startswith("http") and "localhost" in text and not defines(group.written, text)]
        if remote or group.file == "refRemote":
            return "reads a schema over the network, which is not asked"
        if re.search(r'"\$ref": "https?://json-schema\.org', json.dumps(group.written)):
            return "refers to the meta-schema, which is read over the network"
        if "localhost:1234" in str(group.written.get("$schema", "")):
            return "has a vocabulary of its own: OpenAPI has that of the whole document"
    return None


def reads_beside(schema):
    """Whether a relative reference leads to what is not in the schema."""
    text = json.dumps(schema)
    names = {name.split("/")[-1] for name in re.findall(r'"\$id": "([^"]*)"', text)}
    references = re.findall(r'"\$ref": "([^"#:]+\.json)(?:#[^"]*)?"', text)
    return any(reference.split("/")[-1] not in names for reference in references)


def defines(schema, reference):
    return f'"$id": "{reference.split("#")[0]}"' in json.dumps(schema)


def document(asked, draft):
    is_30 = draft == "draft4"
    schemas = {group.component: (schema_30 if is_30 else schema_2020)(group) for group in asked}
    paths = {}
    for group in asked:
        reference = {"$ref": f"#/components/schemas/{group.component}"}
        paths[f"/{group.number}"] = {"post": {
            "operationId": f"check{group.number}",
            "requestBody": {"required": True, "content": {"application/json": {"schema": reference}}},
            "responses": {"204": {"description": "valid"}}}}
    return {"openapi": "3.0.3" if is_30 else "3.1.0", "info": {"title": "Suite", "version": "1"}, "paths": paths,
            "components": {"schemas": schemas}}


# ---- Generating and compiling


def generate(asked, options, work):
    """Generates the server; groups that the generator refuses are left out, and say why."""
    source, output = work / "openapi.json", work / "Generated"
    # The suite asks of schemas that no value fits, too: a document with one is refused unless somebody wants just that.
    flags = [
        "--types", options.types, "--formats", "annotate", "--diagnostics-max", "100000", "--allow", "impossible-schema",
    ]
    for _ in range(40):
        source.write_text(json.dumps(document(asked, options.draft), indent=1))
        done = subprocess.run([options.bin / "writ", "generate", source, "--output", output, *flags], capture_output=True, text=True)
        if done.returncode == 0:
            return asked
        refused = {}
        code = message = None
        for line in done.stderr.splitlines():
            match = re.match(r".*: error: (.*) \[([a-z-]+)\]", line) or re.match(r".*: error: (.*)", line)
            if match:
                message = match.group(1)
                spot = re.match(r"[^:]*:(\d+):", line)
                number = group_at(source, int(spot.group(1))) if spot else None
                if number is not None:
                    refused.setdefault(number, message)
        if not refused:
            sys.exit(f"the generator refuses the document:\n{done.stderr[-3000:]}")
        for group in asked:
            if group.number in refused:
                group.why_not = f"refused when it is generated: {refused[group.number]}"
        asked = [group for group in asked if group.number not in refused]
    sys.exit("the generator refuses more and more")


def group_at(source, line):
    """The group whose part of the document the line is in."""
    for text in reversed(source.read_text().splitlines()[:line]):
        match = re.match(r'^   "Group(\d+)": ', text) or re.match(r'^  "/(\d+)": ', text)
        if match:
            return int(match.group(1))
    return None


MAIN = """// Posts each line's instance to its group, and prints what comes back.

import WritServer
import WritTesting

struct Handlers: DefaultHandlers {
%s
}

@main enum Main {
    static func main() async {
        let client = TestClient(SuiteAPI(default: Handlers()))
        while let line = readLine() {
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            let answer = await client.post("/" + words[1], json: words[2])
            print(words[0], answer.status, answer.status == 204 ? "" : answer.text.filter { $0 != "\\n" })
        }
    }
}
"""


def objects_of(module, folder):
    """A module's object files. Those of sources that are gone lie beside them in a folder that was built in before."""
    sources = pathlib.Path("Sources") / module
    known = {f"{file.name}.o" for file in sources.rglob("*") if file.is_file()}
    return [file for file in sorted((folder / f"{module}.build").rglob("*.o")) if not sources.is_dir() or file.name in known]


def compile_server(options, work):
    handlers = (work / "Generated" / "DefaultHandlers.swift").read_text()
    stubs = [f"    {line.strip()} {{}}" for line in handlers.splitlines() if re.search(r"^\s+(nonisolated\(nonsending\) )?func ", line)]
    (work / "Main.swift").write_text(MAIN % "\n".join(stubs))
    modules = [
        "WritFormats", "WritWire", "WritEngine", "WritRuntime", "WritServer", "WritClient", "WritTesting", "CWritSystem", "CWritWire",
        "CWritAssets", "Logging",
    ]
    objects = [file for module in modules for file in objects_of(module, options.bin)]
    flags = ["-Onone", "-parse-as-library", "-swift-version", "6", "-I", str(options.bin / "Modules")]
    for module_map in sorted(options.bin.glob("*.build/module.modulemap")):
        flags += ["-Xcc", f"-fmodule-map-file={module_map}"]
    sources = sorted((work / "Generated").rglob("*.swift")) + [work / "Main.swift"]
    listing = work / "files"
    listing.write_text("\n".join(map(str, sources + objects)))
    done = subprocess.run(["swiftc", *flags, "-j", "2", "-module-name", "Suite", "-o", work / "suite", f"@{listing}"],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit("the generated code does not compile:\n" + (done.stdout + done.stderr)[-4000:])


def verdicts(asked, work):
    lines, tests = [], []
    for group in asked:
        for test in group.tests:
            lines.append(f"{len(tests)} {group.number} {json.dumps(test['data'])}")
            tests.append((group, test))
    done = subprocess.run([work / "suite"], input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=300)
    answers = {}
    for line in done.stdout.splitlines():
        index, status, *text = line.split(" ", 2)
        answers[int(index)] = (int(status), "".join(text))
    if len(answers) != len(tests):
        sys.exit(f"the server answered {len(answers)} of {len(tests)}:\n{done.stderr[-2000:]}")
    return [(group, test, *answers[index]) for index, (group, test) in enumerate(tests)]


# ---- The list of what is not asked


def known(path):
    """Names of tests, or of all tests of a group (`: *`), with the reason."""
    reasons = {}
    for line in path.read_text().splitlines() if path.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition("  --  ")
            reasons[name.strip()] = reason.strip()
    return reasons


def main():
    options = arguments()
    options.bin = options.bin or pathlib.Path(subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip())
    work = options.work or pathlib.Path(tempfile.mkdtemp(prefix="writ-conformance-"))
    work.mkdir(parents=True, exist_ok=True)
    suffix = "" if options.types == "stated" else "-implied"
    path = HERE / f"jsonschema-{options.draft}{suffix}.txt"
    reasons = known(path)
    everything = groups(options)
    for group in everything:
        group.why_not = carried(group, options.draft)
    asked = [group for group in everything if not group.why_not]
    asked = generate(asked, options, work)
    compile_server(options, work)
    outcome = []
    passed = failed = unexpected = unasked = beyond = 0
    for group in everything:
        if not group.why_not:
            continue
        unasked += len(group.tests)
        isBeyond = not group.why_not.startswith("refused")
        beyond += len(group.tests) if isBeyond else 0
        name = f"{group.name}: *"
        outcome.append((name, group.why_not))
        if name not in reasons:
            unexpected += 1
            print(f"not asked, and not listed: {name}  --  {group.why_not}")
    for group, test, status, text in verdicts(asked, work):
        name = group.test_name(test)
        is_right = status == (204 if test["valid"] else 422)
        passed, failed = passed + is_right, failed + (not is_right)
        if not is_right:
            outcome.append((name, reasons.get(name, "?")))
        if is_right == (name in reasons):
            unexpected += 1
            what = "passes, though listed" if is_right else "fails"
            print(f"{what}: {name}: {'valid' if test['valid'] else 'invalid'}, and the answer is {status} {text}\n"
                  f"    {json.dumps(group.written)[:400]}\n    {json.dumps(test['data'])[:200]}")
    listed = {name for name, _ in outcome}
    if not options.only:
        for name in reasons:
            if name not in listed and not any(name == group.test_name(test) for group in everything for test in group.tests):
                unexpected += 1
                print(f"listed, and no test of the suite: {name}")
    total = passed + failed + unasked
    can = total - beyond
    share = passed / can if can else 1
    print(f"{options.draft} ({options.types} types): {total} tests, {beyond} that OpenAPI can't carry, "
          f"{can - passed - failed} refused when generated, {passed} right and {failed} wrong: {100 * share:.2f} % of {can}")
    if options.update:
        head = "".join(line + "\n" for line in path.read_text().splitlines() if line.startswith("#")) if path.exists() else ""
        path.write_text(head + "".join(f"{name}  --  {reasons.get(name) or reason}\n" for name, reason in outcome))
    sys.exit(1 if unexpected or (share < SHARE_MIN and options.types == "stated") else 0)


main()
