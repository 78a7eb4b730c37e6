// The chat as one API.

import ChatExample

func chat(_ house: House) -> ChatAPI {
    ChatAPI(rooms: Counter(house: house), live: Talk(house: house))
}
