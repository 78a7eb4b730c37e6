// Items of lists and members of maps while they are read, so that the list or the map is made once, no larger than it has to be.
//
// Arrays and dictionaries that grow item by item are allocated again and again. The items are put into memory instead that
// the thread keeps for this (ThreadScratch.swift), and moved from there. What is inlinable here would otherwise be generic
// calls from generated code: see the trial of models in Benchmarks.md.

/// What was read of a list so far. `JSONReader.array(_:)` or `dictionary(_:)` ends it.
///
/// Of lists that are read inside one another, the inner one ends first; where that is not so, the outer one grows like any array.
@safe
public struct JSONItems<Item>: ~Copyable {
    /// Where the reader's scratch memory ended before the first item.
    @usableFromInline var mark: UnsafeMutableRawPointer?
    /// Behind the last item; nil where none can be in scratch memory.
    @usableFromInline var end: UnsafeMutableRawPointer?
    /// How many are in scratch memory.
    @usableFromInline var count = 0
    /// All of them, where the scratch memory has no room.
    @usableFromInline var overflow: [Item] = []

    /// An empty list. `json` has to end it before one that was begun earlier.
    @inlinable
    public init(in json: inout JSONReader) {
        if unsafe json.scratchTop == nil { json.takeScratch() }
        unsafe mark = json.scratchTop
        unsafe end = json.scratchPlace(alignment: MemoryLayout<Item>.alignment)
    }

    /// How many were added.
    @inlinable
    var total: Int { count + overflow.count }

    deinit {
        guard count > 0, let first = unsafe first else { return }
        // `count` items were put there, and nobody has moved them away.
        unsafe first.deinitialize(count: count)
    }

    /// The first item in scratch memory.
    @unsafe
    @inlinable
    var first: UnsafeMutablePointer<Item>? {
        // `count` items stand in front of `end`.
        unsafe end.map { unsafe ($0 - count * MemoryLayout<Item>.stride).assumingMemoryBound(to: Item.self) }
    }
}

/// A member of a map.
public struct JSONMember<Value> {
    @usableFromInline let name: String
    @usableFromInline let value: Value
    /// Where the value stands in the text.
    @usableFromInline let offset: Int

    @inlinable
    init(name: String, value: Value, offset: Int) {
        self.name = name
        self.value = value
        self.offset = offset
    }
}

public typealias JSONMembers<Value> = JSONItems<JSONMember<Value>>

extension JSONReader {
    /// Adds the item that was read last to a list.
    @inlinable
    public mutating func add<Item>(_ item: consuming Item, to items: inout JSONItems<Item>) {
        if let place = unsafe items.end, unsafe place == scratchTop, scratchLeft >= MemoryLayout<Item>.stride {
            // `scratchLeft` bytes behind `scratchTop` are the reader's and free; the list's first place was aligned.
            unsafe place.initializeMemory(as: Item.self, to: item)
            unsafe items.end = place + MemoryLayout<Item>.stride
            items.count &+= 1
            unsafe scratchTop = items.end
            scratchLeft &-= MemoryLayout<Item>.stride
        } else {
            addSlowly(item, to: &items)
        }
    }

    /// Adds the member that was read last to a map.
    @inlinable
    public mutating func add<Value>(_ value: consuming Value, _ name: consuming String, to members: inout JSONMembers<Value>) {
        add(JSONMember(name: name, value: value, offset: valueStart), to: &members)
    }

    /// The same where the scratch memory has no room, or somebody else's items stand behind the last.
    @inlinable
    @inline(never)
    mutating func addSlowly<Item>(_ item: consuming Item, to items: inout JSONItems<Item>) {
        if items.count > 0, let first = unsafe items.first {
            items.overflow.reserveCapacity(2 * items.count)
            // `count` items stand there; each is moved away once.
            for index in 0..<items.count { items.overflow.append(unsafe (first + index).move()) }
            items.count = 0
        }
        unsafe giveBack(from: items.mark, to: items.end)
        unsafe items.end = nil
        items.overflow.append(item)
    }

    /// The list, when all of its items were added.
    @inlinable
    public mutating func array<Item>(_ items: consuming JSONItems<Item>) -> [Item] {
        let count = items.count
        guard count > 0, let first = unsafe items.first else {
            unsafe giveBack(from: items.mark, to: items.end)
            return items.overflow.isEmpty ? [] : overflowed(items)
        }
        items.count = 0
        // An array that is made of uninitialised memory looks the type of its storage up at run time.
        var array: [Item] = []
        array.reserveCapacity(count)
        // `count` items stand there; each is moved away once.
        for index in 0..<count { array.append(unsafe (first + index).move()) }
        unsafe giveBack(from: items.mark, to: items.end)
        return array
    }

    /// The map, when all of its members were added; a name that stands twice is a finding.
    @inlinable
    public mutating func map<Value>(_ members: consuming JSONMembers<Value>) -> JSONMap<Value> {
        var map = JSONMap<Value>(minimumCapacity: members.total)
        takeAll(members) { member, json in
            if map.updateValue(member.value, forKey: member.name) != nil { json.refuseTwice(member.offset) }
        }
        return map
    }

    /// The same as a dictionary, in which names that look alike are one.
    @inlinable
    public mutating func dictionary<Value>(_ members: consuming JSONMembers<Value>) -> [String: Value] {
        var map = [String: Value](minimumCapacity: members.total)
        takeAll(members) { member, json in
            if member.name.utf8.count > String.plainBytesMax, json.refusesMarks(member.name, member.offset) { return }
            if map.updateValue(member.value, forKey: member.name) != nil { json.refuseTwice(member.offset) }
        }
        return map
    }

    /// Hands over one item after the other.
    @inlinable
    mutating func takeAll<Item>(_ items: consuming JSONItems<Item>, _ body: (Item, inout JSONReader) -> Void) {
        if let first = unsafe items.first {
            let count = items.count
            items.count = 0
            // `count` items stand there; each is moved away once.
            for index in 0..<count { body(unsafe (first + index).move(), &self) }
            unsafe giveBack(from: items.mark, to: items.end)
        }
        if items.overflow.isEmpty { return }
        for item in overflowed(items) { body(item, &self) }
    }

    /// The same where the scratch memory had no room; the thread will have more.
    @inlinable
    @inline(never)
    func overflowed<Item>(_ items: consuming JSONItems<Item>) -> [Item] {
        wantScratch(items.overflow.count * MemoryLayout<Item>.stride)
        return items.overflow
    }

    /// Whether a name has marks whose order would take too long to find out, as a dictionary's key has to; then it is a finding.
    @inline(never)
    @usableFromInline
    mutating func refusesMarks(_ name: String, _ offset: Int) -> Bool {
        guard name.hasTooManyMarks else { return false }
        record(
            at: offset, keyword: "propertyNames",
            "must not have a name with more than \(String.marksMax) combining marks on one character")
        return true
    }

    @usableFromInline
    mutating func refuseTwice(_ offset: Int) {
        record(at: offset, keyword: "uniqueNames", "must not be given twice")
    }
}
