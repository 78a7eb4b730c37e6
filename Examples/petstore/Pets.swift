// The operations of the tag `pets`.

import PetstoreExample
import WritServer

struct Pets: PetsHandlers {
    let store: PetStore

    func listPets(_ input: ListPets.Input, context: RequestContext) async throws -> [Pet] {
        let matches = store.with { state in
            state.pets.filter { pet in
                (input.status == nil || pet.status == input.status)
                    && (input.tags ?? []).allSatisfy { pet.tags?.contains($0) == true }
                    && isBorn(pet, after: input.bornAfter)
            }
        }
        return Array(matches.prefix(Int(input.limit)))
    }

    private func isBorn(_ pet: Pet, after day: CalendarDate?) -> Bool {
        guard let day else { return true }
        return pet.birthday.value.map { $0 > day } ?? false
    }

    func createPet(_ input: CreatePet.Input, context: RequestContext) async throws -> Pet {
        store.with { $0.add(input.body) }
    }

    func findPetsByStatus(_ input: FindPetsByStatus.Input, context: RequestContext) async throws -> [Pet] {
        store.with { state in
            state.pets.filter { pet in
                input.status.contains(pet.status) && (pet.price ?? 0) <= input.maximumPrice ?? .infinity
            }
        }
    }

    func comparePets(_ input: ComparePets.Input, context: RequestContext) async throws -> [Pet] {
        try input.pets.map(find)
    }

    func showPet(_ input: ShowPet.Input, context: RequestContext) async throws -> Pet {
        try find(input.petID)
    }

    func replacePet(_ input: ReplacePet.Input, principal: Visitor, context: RequestContext) async throws -> ReplacePet.Success {
        store.with { state in
            guard let index = state.index(of: input.petID) else {
                return .created(state.add(input.body, id: input.petID))
            }
            state.pets[index] = Pet(input.body, id: input.petID)
            return .ok(state.pets[index])
        }
    }

    func updatePet(_ input: UpdatePet.Input, principal: Visitor, context: RequestContext) async throws -> Pet {
        try store.with { state in
            guard let index = state.index(of: input.petID) else { throw noPet(input.petID) }
            input.body.apply(to: &state.pets[index])
            return state.pets[index]
        }
    }

    func deletePet(_ input: DeletePet.Input, principal: Visitor, context: RequestContext) async throws {
        try store.with { state in
            guard let index = state.index(of: input.petID) else { throw noPet(input.petID) }
            state.pets.remove(at: index)
            state.photos[input.petID] = nil
        }
    }

    // MARK: Photos

    func listPetPhotos(_ input: ListPetPhotos.Input, context: RequestContext) async throws -> [Photo] {
        _ = try find(input.petID)
        return store.with { $0.photos[input.petID] ?? [] }
    }

    func addPetPhoto(_ input: AddPetPhoto.Input, context: RequestContext) async throws -> Photo {
        _ = try find(input.petID)
        let photo = Photo(input.body, id: .random())
        store.with { $0.photos[input.petID, default: []].append(photo) }
        return photo
    }

    func deletePetPhoto(_ input: DeletePetPhoto.Input, principal: Visitor, context: RequestContext) async throws {
        let isGone = store.with { state in
            guard let index = state.photos[input.petID]?.firstIndex(where: { $0.id == input.photoID }) else { return false }
            state.photos[input.petID]?.remove(at: index)
            return true
        }
        if !isGone {
            throw DeletePetPhoto.Failure.notFound(Problem(detail: "There is no such photo."))
        }
    }

    private func find(_ id: Int64) throws -> Pet {
        try store.with { state in
            guard let index = state.index(of: id) else { throw noPet(id) }
            return state.pets[index]
        }
    }

    /// Every operation that may throw it declares a 404.
    private func noPet(_ id: Int64) -> HTTPProblem { .notFound("There is no pet \(id).") }
}
