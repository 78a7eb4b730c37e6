// What the documentation shows of files and of pages for errors.

import WritServer

func servesFiles<API: WritAPI>(_ api: API) throws -> APIServer<API> {
    var options = StaticFiles.Options()
    options.types = FileTypes(["glb": "model/gltf-binary"])
    options.cacheRules = [
        StaticFiles.CacheRule("assets/**", "public, max-age=31536000, immutable")
    ]
    return try APIServer(
        api,
        middleware: [
            ErrorPages([404: "<h1>There is nothing here</h1>", 500: "<h1>Something went wrong</h1>"]),
            StaticFiles(at: "/assets", folder: "public"),
            StaticFiles(at: "/models", folder: "models", options: options),
        ])
}

func typeOfPage() -> String? {
    FileTypes().type(of: "page.html")
}

func cover() throws -> AnswerBytes {
    try AnswerBytes(file: "covers/1.png")
}
