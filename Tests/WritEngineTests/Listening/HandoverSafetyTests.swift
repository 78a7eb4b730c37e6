// Who may ask for listening sockets, where, and how often.

import CWritSystem
import Glibc
import Synchronization
import Testing

@testable import WritEngine

@Suite struct `The socket at which others ask` {
    private let address = SocketAddress(host: "127.0.0.1", port: 1)

    private func handover(
        _ folders: HandoverFolders, clock: ManualClock = ManualClock(), onOddity: (@Sendable (String) -> Void)? = nil
    ) throws -> ListenerHandover {
        let socket = try ListeningSocket.bound(to: try HostAddresses.find(host: "127.0.0.1", port: 0)[0])
        try socket.listen(backlog: 1)
        return try ListenerHandover(
            of: [socket], at: address, in: folders.folder, links: [], clock: .manual(clock), onOddity: onOddity)
    }

    /// The permissions of a file or folder.
    private func mode(_ path: String) -> UInt32 {
        var found = stat()
        // `lstat` fills the structure; the path ends with a zero.
        return unsafe lstat(path, &found) == 0 ? found.st_mode & 0o777 : 0
    }

    @Test func `is for this user alone, in a folder for this user alone, and is gone at the end`() throws {
        let folders = HandoverFolders()
        let handover = try handover(folders)
        let paths = folders.folder.sockets(of: address)
        #expect(paths.count == 1 && paths.allSatisfy { mode($0) == 0o600 } && mode(folders.path) == 0o700)
        #expect(folders.folder.sockets(of: SocketAddress(host: "127.0.0.1", port: 11)) == [])
        #expect(handover.end() == false)
        #expect(folders.names == [])
    }

    @Test(arguments: [0o700, 0o750, 0o701, 0o777])
    func `is in no folder that others can look into`(permissions: mode_t) throws {
        let folders = HandoverFolders()
        // The path ends with a zero.
        #expect(unsafe mkdir(folders.path, 0o700) == 0 && chmod(folders.path, permissions) == 0)
        if permissions == 0o700 {
            #expect(try folders.folder.makePath(for: address).hasPrefix(folders.path))
        } else {
            let failure = #expect(throws: HandoverFolder.Failure.self) { try folders.folder.makePath(for: address) }
            #expect(failure?.reason.contains("is open to other users") == true)
        }
    }

    @Test func `is in no folder of another user, nor behind a link, nor in a file`() throws {
        let folders = HandoverFolders()
        // All paths end with a zero.
        #expect(unsafe symlink("/tmp", folders.path) == 0)
        #expect(throws: HandoverFolder.Failure.self) { try folders.folder.makePath(for: address) }
        unsafe unlink(folders.path)
        close(unsafe open(folders.path, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: HandoverFolder.Failure.self) { try folders.folder.makePath(for: address) }
        unsafe unlink(folders.path)
        guard geteuid() == 0 else { return }
        #expect(unsafe mkdir(folders.path, 0o700) == 0 && chown(folders.path, 12_345, 12_345) == 0)
        let failure = #expect(throws: HandoverFolder.Failure.self) { try folders.folder.makePath(for: address) }
        #expect(failure?.reason.contains("belongs to user 12345") == true)
    }

    @Test func `is in the first folder that is safe, and is found in any`() throws {
        let (first, second) = (HandoverFolders(), HandoverFolders())
        // The path ends with a zero.
        #expect(unsafe mkdir(first.path, 0o755) == 0)
        let both = HandoverFolder(paths: [first.path, second.path])
        #expect(try both.makePath(for: address).hasPrefix(second.path))
        let handover = try handover(second)
        #expect(both.sockets(of: address).count == 1)
        #expect(handover.end() == false)
    }

    @Test(arguments: [
        (1, 1, "/srv/app", true), (1, 2, "/srv/app", true), (1, 1, "/srv/other", true), (1, 2, "/srv/other", false),
        (2, 1, "/srv/other", false),
    ])
    func `answers the same file, or a file at the same path`(device: UInt64, inode: UInt64, path: String, isSame: Bool) {
        let own = ProgramFile(path: "/srv/app", device: 1, inode: 1)
        #expect(ProgramFile(path: path, device: device, inode: inode).isSame(as: own) == isSame)
    }

    @Test func `knows the program of this process, and that of no process that is not there`() throws {
        let own = try #require(ProgramFile.own)
        #expect(own.path == SystemFolder.target(ofLink: "/proc/self/exe"))
        #expect(try #require(ProgramFile(processID: Int(getpid()))).isSame(as: own))
        #expect(ProgramFile(processID: Int(Int32.max)) == nil)
        #expect(ProgramFile.describe(processID: Int(Int32.max)) == "process \(Int32.max)")
    }

    @Test(arguments: [-1, 0, 1, 10])
    func `answers so many within a second, and lets the others wait`(over: Int) throws {
        let (folders, clock) = (HandoverFolders(), ManualClock())
        let oddities = Mutex<[String]>([])
        let handover = try handover(folders, clock: clock) { sentence in oddities.withLock { $0.append(sentence) } }
        let path = try #require(folders.folder.sockets(of: address).first)
        let count = ListenerHandover.asksPerSecondMax + over
        var peers: [ListenerHandover.Link] = []
        for _ in 0..<count { peers.append(try #require(ListenerHandover.connect(to: path, patienceMilliseconds: 1_000))) }
        #expect(handover.answer() == (over < 0))
        // One sentence a second, however many there are to be told.
        #expect(oddities.withLock { $0.count } == 1)
        clock.advance(milliseconds: 1_000)
        #expect(handover.answer())
        // Those beyond the number of links are closed without an answer.
        #expect(peers.filter(\.isAlive).count == ListenerHandover.linksMax)
        #expect(handover.end())
    }
}
