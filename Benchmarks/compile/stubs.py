"""An application that implements every handler of a generated API by an error, so that nothing of it is unused."""

import re

PROTOCOL = re.compile(r"^(?:\w+ )?protocol (\w+)(<Principal>)?:", re.MULTILINE)
FUNCTION = re.compile(r"^    (nonisolated\(nonsending\) func .+)$", re.MULTILINE)
API = re.compile(r"^(?:\w+ )?struct (\w+)(?:<[^>]*>)?: WritAPI", re.MULTILINE)
INITIALISER = re.compile(r"^    (?:\w+ )?init\((.*?)\) \{", re.MULTILINE | re.DOTALL)
PARAMETER = re.compile(r"`?(\w+)`?: \(?any (\w+)")


def stubs(files):
    """The text of a file that stands beside the generated ones."""
    lines = ["internal import WritServer", "", "struct Unhandled: Error {}", ""]
    api = None
    for file in files:
        text = file.read_text()
        for protocol in PROTOCOL.finditer(text):
            lines.append(f"struct {protocol[1]}Stub: {protocol[1]} {{")
            if protocol[2]:
                lines.append("    typealias Principal = String")
            body = text[protocol.end():text.find("\n}", protocol.end())]
            lines += [f"    {function[1]} {{ throw Unhandled() }}" for function in FUNCTION.finditer(body)]
            lines += ["}", ""]
        found = API.search(text)
        if found:
            initialiser = INITIALISER.search(text)
            api = found[1], PARAMETER.findall(initialiser[1]) if initialiser else []
    name, parameters = api
    arguments = ", ".join(f"{label}: {protocol}Stub()" for label, protocol in parameters)
    lines += [f"public func serve() async throws {{ try await APIServer({name}({arguments})).run() }}", ""]
    return "\n".join(lines)
