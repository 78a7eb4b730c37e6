// What the documentation shows of content codings.

import WritCompression
import WritServer

func servesCodings<API: WritAPI>(_ api: API) -> [APIServer<API>] {
    [
        APIServer(api, middleware: [AccessLog(), Compression()]),
        APIServer(api, middleware: [AccessLog(), RequestDecompression()]),
        APIServer(api, middleware: [Compression(codings: [.brotli, .gzip])]),
        APIServer(api, middleware: [Compression().on(tags: "public")]),
    ]
}
