// The operations of the tag `secured`: they tell who asks.

import ShowcaseExample
import WritServer

struct EchoSecured: SecuredHandlers {
    func useKey(_ input: UseKey.Input, principal: Caller, context: RequestContext) async throws -> String {
        if input.number < 0 { throw AccessDenied() }
        return principal.name
    }
    func useAny(_ input: UseAny.Input, principal: Caller, context: RequestContext) async throws -> String { principal.name }
    func useAll(_ input: UseAll.Input, principal: Caller, context: RequestContext) async throws -> String { principal.name }
    func useMaybe(_ input: UseMaybe.Input, principal: Caller?, context: RequestContext) async throws -> String {
        principal?.name ?? "nobody"
    }
    func useScopes(_ input: UseScopes.Input, principal: Caller, context: RequestContext) async throws -> String { principal.name }
    func useSigned(_ input: UseSigned.Input, principal: Caller, context: RequestContext) async throws -> String { principal.name }
    func useCertificate(_ input: UseCertificate.Input, principal: Caller, context: RequestContext) async throws -> String {
        principal.name
    }
    func useNothing(_ input: UseNothing.Input, context: RequestContext) async throws -> String { "open" }
}
