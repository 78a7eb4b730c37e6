// The rooms as one API.

import RoomsExample

func rooms() -> RoomsAPI<Moderator> {
    RoomsAPI(rooms: Talk(hall: Hall(rooms: ["kitchen", "garden"])), frames: Counters(), security: Doorman())
}
