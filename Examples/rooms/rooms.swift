// The rooms as one API.

import RoomsExample

func rooms() -> RoomsAPI<Moderator> {
    RoomsAPI(rooms: Talk(rooms: ["kitchen": Room(), "garden": Room()]), frames: Counters(), security: Doorman())
}
