// Who asks: a till, a member of staff or a customer.

import BookshopExample
import WritServer

enum Person: Sendable {
    case till
    case staff(String)
    case customer(String)
}

struct Door: CornerBooksSecurity {
    func authenticate(tillKey key: APIKey, context: RequestContext) async throws -> Person? {
        key.matches("till-1") ? .till : nil
    }

    func authenticate(staffToken token: BearerToken, context: RequestContext) async throws -> AccessGrant<Person>? {
        if token.matches("staff-admin") { return AccessGrant(.staff("Ada"), scopes: ["catalogue", "admin", "loans", "orders"]) }
        return token.matches("staff-cat") ? AccessGrant(.staff("Cat"), scopes: ["catalogue"]) : nil
    }

    func authenticate(customerToken token: BearerToken, context: RequestContext) async throws -> Person? {
        token.value.hasPrefix("customer-") ? .customer(String(token.value.dropFirst(9))) : nil
    }
}
