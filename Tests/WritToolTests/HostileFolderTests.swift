// What comes with a document and is not the user's own: files, links, a configuration.

import Foundation
import Testing
import WritPrograms

@Suite struct HostileFolderTests {
    private static func document(_ schema: String = "{ type: string }") -> String {
        """
        openapi: 3.1.0
        info: { title: Test, version: '1' }
        paths:
          /a: { get: { operationId: getA, responses: { '200': { description: d, content: { application/json: { schema: \(schema) } } } } } }
        """
    }

    private func folder(_ schema: String = "{ type: string }", configuration: String? = nil) throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(Self.document(schema), to: "foreign/openapi.yaml")
        try folder.write("type: object\nproperties: { hiddenword: { type: string } }\n", to: "secret/secret.yaml")
        if let configuration { try folder.write(configuration, to: "foreign/writ.yaml") }
        return folder
    }

    @Test func `a reference out of the folder is refused, and followed where its folder is allowed`() throws {
        let folder = try folder("{ $ref: ../secret/secret.yaml }")
        for command in [["generate", "-o", "out"], ["check"], ["report"]] {
            let refused = try Tool.run(command + ["foreign/openapi.yaml"], folder: folder.url)
            #expect(refused.status == 1 && refused.errors.contains("foreign/openapi.yaml:4:"), "\(refused.errors)")
            #expect(refused.errors.contains("[outside-reference]") && refused.errors.contains("--allow-outside"))
            #expect(!refused.errors.contains("hiddenword") && !refused.output.contains("hiddenword"))
        }
        #expect(folder.files == ["foreign/openapi.yaml", "secret/secret.yaml"])
        let arguments = ["generate", "foreign/openapi.yaml", "-o", "out", "--allow-outside"]
        #expect(try Tool.run(arguments + ["secret"], folder: folder.url).status == 0)
        let missing = try Tool.run(arguments + ["none"], folder: folder.url)
        #expect(missing.status == 1 && missing.errors.contains("there is no folder `none`"))
        try folder.write("document: foreign/openapi.yaml\noutput: out2\nallow-outside: secret\n", to: "writ.yaml")
        #expect(try Tool.run("generate", folder: folder.url).status == 0)
    }

    @Test(arguments: [
        ("output: ../out", "`output` leads out of the folder"), ("output: /tmp/writ-never", "`output` leads out of the folder"),
        ("output: link", "`output` leads out of the folder"), ("output: link/in/it", "`output` leads out of the folder"),
        ("output: dangling", "`output` leads out of the folder"),
        ("output: out\noverlays: [../secret/o.yaml]", "`overlays` leads out of the folder"),
        ("output: out\noverlays: secret.yaml", "`overlays` leads out of the folder"),
        ("output: out\nallow-remote: true", "`allow-remote` is not taken"),
        ("output: out\nallow-remote-private: true", "`allow-remote-private` is not taken"),
        ("output: out\nallow-outside: [..]", "`allow-outside` is not taken"),
        ("apis: [{ document: openapi.yaml, output: out, allow-remote: true }]", "`allow-remote` is not taken"),
    ]) func `a configuration beside a document elsewhere leads nowhere else, and lifts no limit`(text: String, message: String)
        throws
    {
        let folder = try folder(configuration: text + "\n")
        for (name, target) in [("link", "../secret"), ("dangling", "../none"), ("secret.yaml", "../secret/secret.yaml")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.url.path + "/foreign/" + name, withDestinationPath: target)
        }
        let before = folder.files
        let refused = try Tool.run("generate", "foreign/openapi.yaml", folder: folder.url)
        #expect(refused.status == 1 && refused.errors.contains(message), "\(refused.errors)")
        #expect(refused.errors.contains("foreign/writ.yaml:") && refused.errors.contains("--config"))
        #expect(!refused.errors.contains("hiddenword") && folder.files == before)
    }

    @Test func `it is taken where it stays in its folder, where flags say the same, and where it is named`() throws {
        let folder = try folder(configuration: "output: out\nname: Near\nallow-remote: false\n")
        #expect(try Tool.run("generate", "foreign/openapi.yaml", folder: folder.url).output.hasPrefix("NearAPI"))
        try folder.write("output: ../out\nallow-remote: true\nallow-outside: ../secret\nname: Near\n", to: "foreign/writ.yaml")
        let arguments = ["generate", "foreign/openapi.yaml"]
        let flags = ["--allow-remote", "--allow-outside", "secret", "-o", "mine"]
        let flagged = try Tool.run(arguments + flags, folder: folder.url)
        #expect(flagged.output.hasPrefix("NearAPI") && folder.files.contains("mine/NearAPI.swift"), "\(flagged.errors)")
        let named = try Tool.run(arguments + ["--config", "foreign/writ.yaml"], folder: folder.url)
        #expect(named.output.hasPrefix("NearAPI") && folder.files.contains("out/NearAPI.swift"), "\(named.errors)")
        // What isn't written needn't stay anywhere.
        try folder.write("output: ../out\n", to: "foreign/writ.yaml")
        #expect(try Tool.run("check", "foreign/openapi.yaml", folder: folder.url).status == 0)
        // In the working directory it is the user's own.
        let inside = folder.url.appendingPathComponent("foreign")
        #expect(try Tool.run("generate", "./openapi.yaml", folder: inside).status == 0)
    }

    @Test func `it is no way to read what a link leads to`() throws {
        let folder = try folder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.url.path + "/foreign/writ.yaml", withDestinationPath: "../secret/secret.yaml")
        let outcome = try Tool.run("check", "foreign/openapi.yaml", folder: folder.url)
        #expect(outcome.status == 1 && outcome.errors.contains("[file-outside]"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("hiddenword") && !outcome.errors.contains("properties"))
    }

    @Test func `a pipe in place of a file is refused at once`() throws {
        let folder = try folder("{ $ref: pipe }")
        try #require(unsafe mkfifo(folder.url.path + "/foreign/pipe", 0o600) == 0)
        let asked = [
            ["check", "foreign/openapi.yaml"], ["check", "foreign/pipe"],
            ["check", "foreign/openapi.yaml", "--overlay", "foreign/pipe"],
            ["check", "--config", "foreign/pipe"],
        ]
        for arguments in asked {
            let outcome = try Tool.run(arguments, folder: folder.url)
            #expect(outcome.status == 1 && outcome.errors.contains("isn't a regular file"), "\(arguments) \(outcome.errors)")
        }
        try FileManager.default.moveItem(
            atPath: folder.url.path + "/foreign/pipe", toPath: folder.url.path + "/foreign/writ.yaml")
        #expect(try Tool.run("check", "foreign/openapi.yaml", folder: folder.url).errors.contains("isn't a regular file"))
    }

    @Test func `what an overlay names is not opened, and what it adds is followed like the document's own`() throws {
        let folder = try folder()
        try folder.write(
            """
            overlay: 1.0.0
            extends: ../secret/secret.yaml
            info: { title: O, version: '1' }
            actions: [{ target: $.paths, update: { /b: { $ref: ../secret/secret.yaml } } }]
            """, to: "overlays/o.yaml")
        let outcome = try Tool.run("check", "foreign/openapi.yaml", "--overlay", "overlays/o.yaml", folder: folder.url)
        #expect(outcome.status == 1 && outcome.errors.contains("[outside-reference]"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("hiddenword"))
    }

    @Test(arguments: ["Models", "Operations", "TestAPI.swift"]) func `no link in the output folder is written through`(
        name: String
    ) throws {
        let folder = try folder()
        try folder.write("// Generated by writ 0.0.1", to: "victim/TestAPI.swift")
        try folder.write("// Generated by writ 0.0.1", to: "victim/GetA.swift")
        try FileManager.default.createDirectory(atPath: folder.url.path + "/out", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.url.path + "/out/" + name,
            withDestinationPath: name.hasSuffix(".swift") ? "../victim/TestAPI.swift" : "../victim")
        let outcome = try Tool.run("generate", "foreign/openapi.yaml", "-o", "out", folder: folder.url)
        // There are no models here: nothing is written to that folder, nor removed from what is no folder.
        #expect(outcome.status == (name == "Models" ? 0 : 1), "\(outcome.errors)")
        #expect(try folder.text("victim/TestAPI.swift") == "// Generated by writ 0.0.1")
        #expect(try folder.text("victim/GetA.swift") == "// Generated by writ 0.0.1")
    }

    @Test func `what was generated into a folder of its own below is left alone`() throws {
        let folder = try folder()
        #expect(try Tool.run("generate", "foreign/openapi.yaml", "-o", "out/other", folder: folder.url).status == 0)
        let before = folder.files
        #expect(try Tool.run("generate", "foreign/openapi.yaml", "-o", "out", folder: folder.url).status == 0)
        #expect(Set(before).isSubset(of: folder.files))
        try folder.write(
            "apis: [{ document: foreign/openapi.yaml, output: out }, { document: foreign/openapi.yaml, output: ./out/, name: B }]",
            to: "writ.yaml")
        #expect(try Tool.run("generate", folder: folder.url).errors.contains("can't share the folder"))
    }

    @Test func `no text of a document is a command to a terminal or to a runner`() throws {
        let folder = try ScratchFolder()
        try folder.write(
            Self.document() + #"\n"a\e[31m\n::error::injected\r\u202E%0A::warning::x": 1\#n"#.replacing("\\n\"a", with: "\n\"a"),
            to: "a\u{1B}[31m.yaml")
        for format in ["text", "json", "sarif", "github"] {
            let outcome = try Tool.run("check", "a\u{1B}[31m.yaml", "--format", format, folder: folder.url)
            let all = outcome.output + outcome.errors
            #expect(all.contains("injected"), "\(all)")
            #expect(!all.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" }, "\(all)")
            #expect(!all.contains("\n::error::injected") && !all.contains("\n::warning::x"))
        }
    }
}
