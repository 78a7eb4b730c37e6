// The styles as one API.

import StylesExample

func styles() -> StylesAPI {
    StylesAPI(styles: EchoTable(), trips: EchoTrips(), latest: EchoLatest(), clients: EchoClients())
}
