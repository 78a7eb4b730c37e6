// The petstore as one API: a handler for each tag around one store, and the doorman.

import PetstoreExample

func petstore(store: PetStore = PetStore(), orders: (any StoreHandlers)? = nil, staffKey: String = "treats") -> PetstoreAPI<
    Visitor
> {
    PetstoreAPI(
        pets: Pets(store: store), store: orders ?? Orders(store: store), users: Users(store: store),
        security: Doorman(store: store, staffKey: staffKey))
}
