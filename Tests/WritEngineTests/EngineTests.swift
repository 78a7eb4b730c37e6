import WritEngine
