// Subscriptions, and the webhooks and callbacks that they lead to.

import ShowcaseExample
import WritServer

struct EchoSubscriptions: SubscriptionsHandlers {
    func subscribe(_ input: Subscribe.Input, context: RequestContext) async throws {}
}

struct EchoWebhooks: WebhooksHandlers {
    func thingChangedNow(_ input: ThingChangedNow.Input, principal: Caller, context: RequestContext) async throws -> String {
        if input.body.id == 0 { throw ThingChangedNow.Failure.gone }
        return "\(input.body.id) \(input.body.name) for \(principal.name)"
    }
}

struct EchoCallbacks: CallbacksHandlers {
    func subscribeOnEvent(_ input: SubscribeOnEvent.Input, context: RequestContext) async throws {}
}
