// What `writ init` begins with where it gets no document: a small contract, its handlers and a test.

enum SampleProject {
    static func document(_ name: ProjectName) -> String {
        """
        openapi: 3.1.0
        info:
          title: \(name.typeName)
          version: 0.1.0
          description: |
            Notes, kept in memory. **Change this document**, then run `writ generate`.
        servers: [{ url: / }]
        tags:
          - { name: notes, description: What somebody wrote down }
        \(paths)
        \(components)
        """
    }

    private static let paths = """
        paths:
          /notes:
            get:
              tags: [notes]
              operationId: listNotes
              summary: The notes, the newest first
              parameters:
                - { name: limit, in: query, schema: { type: integer, format: int32, minimum: 1, maximum: 100, default: 20 } }
              responses:
                '200':
                  description: The notes
                  content:
                    application/json:
                      schema: { type: array, items: { $ref: '#/components/schemas/Note' } }
            post:
              tags: [notes]
              operationId: addNote
              summary: Write a note down
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/NewNote' }
              responses:
                '201':
                  description: The note as it was kept
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Note' }
          /notes/{noteId}:
            get:
              tags: [notes]
              operationId: showNote
              summary: One note
              parameters:
                - { name: noteId, in: path, required: true, schema: { type: integer, format: int64 } }
              responses:
                '200':
                  description: The note
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Note' }
                '404':
                  description: There is none
                  content:
                    application/problem+json:
                      schema: { $ref: '#/components/schemas/Problem' }
        """

    private static let components = """
        components:
          schemas:
            NewNote:
              type: object
              required: [text]
              properties:
                text: { type: string, minLength: 1, maxLength: 1000 }
            Note:
              type: object
              required: [id, text]
              properties:
                id: { type: integer, format: int64 }
                text: { type: string }
            Problem:
              type: object
              properties:
                title: { type: string }
                status: { type: integer, format: int32 }
                detail: { type: string }

        """

    static func handlers(_ module: String, _ apiName: String) -> [ProjectFile] {
        let notes = """
            // The handlers: one method for each operation of the contract.

            import \(module)
            import Synchronization
            import WritServer

            final class Notes: NotesHandlers {
                private let notes = Mutex<[Note]>([])

                func listNotes(_ input: ListNotes.Input, context: RequestContext) async throws -> [Note] {
                    notes.withLock { Array($0.reversed().prefix(Int(input.limit))) }
                }

                func addNote(_ input: AddNote.Input, context: RequestContext) async throws -> Note {
                    notes.withLock { notes in
                        let note = Note(id: Int64(notes.count + 1), text: input.body.text)
                        notes.append(note)
                        return note
                    }
                }

                func showNote(_ input: ShowNote.Input, context: RequestContext) async throws -> Note {
                    let found = notes.withLock { notes in notes.first { $0.id == input.noteID } }
                    guard let found else { throw HTTPProblem.notFound("no such note") }
                    return found
                }
            }

            func makeAPI() -> \(apiName) { \(apiName)(notes: Notes()) }

            """
        return [ProjectFile("Sources/\(Project.programModule)/Notes.swift", notes)]
    }

    static let test = """
        import Testing
        import WritTesting

        @testable import App

        @Test func `a note that was added is there`() async {
            let client = TestClient(makeAPI())
            let added = await client.post("/notes", json: #"{"text":"milk"}"#)
            #expect(added.status == 201)
            #expect(await client.get("/notes/1").text == #"{"id":1,"text":"milk"}"#)
            #expect(await client.get("/notes/2").status == 404)
        }

        @Test func `a note without a text is refused, and told why`() async {
            let answer = await TestClient(makeAPI()).post("/notes", json: #"{"text":""}"#)
            #expect(answer.status == 422 && answer.text.contains("/text"))
        }

        """
}
