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
        try input.pets.map { id in
            guard let pet = find(id) else { throw ComparePets.Failure.notFound(noPet(id)) }
            return pet
        }
    }

    func showPet(_ input: ShowPet.Input, context: RequestContext) async throws -> Pet {
        guard let pet = find(input.petID) else { throw ShowPet.Failure.notFound(noPet(input.petID)) }
        return pet
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
        let changed: Pet? = store.with { state in
            guard let index = state.index(of: input.petID) else { return nil }
            input.body.apply(to: &state.pets[index])
            return state.pets[index]
        }
        guard let changed else { throw UpdatePet.Failure.notFound(noPet(input.petID)) }
        return changed
    }

    func deletePet(_ input: DeletePet.Input, principal: Visitor, context: RequestContext) async throws {
        let isGone = store.with { state in
            guard let index = state.index(of: input.petID) else { return false }
            state.pets.remove(at: index)
            state.photos[input.petID] = nil
            return true
        }
        if !isGone { throw DeletePet.Failure.notFound(noPet(input.petID)) }
    }

    // MARK: Photos

    func listPetPhotos(_ input: ListPetPhotos.Input, context: RequestContext) async throws -> [Photo] {
        guard find(input.petID) != nil else { throw ListPetPhotos.Failure.notFound(noPet(input.petID)) }
        return store.with { $0.photos[input.petID] ?? [] }
    }

    func addPetPhoto(_ input: AddPetPhoto.Input, context: RequestContext) async throws -> Photo {
        guard find(input.petID) != nil else { throw AddPetPhoto.Failure.notFound(noPet(input.petID)) }
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
            throw DeletePetPhoto.Failure.notFound(Problem(title: "Not Found", status: 404, detail: "There is no such photo."))
        }
    }

    private func find(_ id: Int64) -> Pet? {
        store.with { state in state.index(of: id).map { state.pets[$0] } }
    }

    private func noPet(_ id: Int64) -> Problem {
        Problem(title: "Not Found", status: 404, detail: "There is no pet \(id).")
    }
}
