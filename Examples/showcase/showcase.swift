// The showcase as one API: a handler for each tag, receivers for webhooks and callbacks, and whose the credentials are.

import ShowcaseExample

func showcase(media: EchoMedia = EchoMedia(), receivesCallbacks: Bool = true) -> ShowcaseAPI<Caller> {
    ShowcaseAPI(
        parameters: EchoParameters(), styles: EchoStyles(), forms: EchoForms(), bodies: EchoBodies(), default: EchoAnswers(),
        secured: EchoSecured(), unions: EchoUnions(), media: media, subscriptions: EchoSubscriptions(),
        webhooks: EchoWebhooks(), webhooksPath: "/hooks/{name}/in", callbacks: receivesCallbacks ? EchoCallbacks() : nil,
        security: Keys())
}
