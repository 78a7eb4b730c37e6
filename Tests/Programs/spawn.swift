// How programs are started.

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

public struct ProgramFailure: Error, CustomStringConvertible {
    public let description: String
}

/// Starts `words[0]`, which is looked for as a shell does, in a process group of its own, with no signal blocked or ignored.
/// Descriptors that aren't named are the test's own; it hands on all that don't close by themselves.
///
/// Foundation's `Process` is no help here: its children inherit the blocked signals of whatever thread starts them, so that
/// none of them need ever hear SIGTERM, and it reads beyond the list of open descriptors where that is long.
func spawn(
    _ words: [String], variables: [String], input: Int32? = nil, output: Int32, errors: Int32? = nil
) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    var noSignals = sigset_t()
    var allSignals = sigset_t()
    // Each call fills the value that it is handed for the length of the call.
    unsafe posix_spawn_file_actions_init(&actions)
    if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, 0) }
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    if let errors { unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2) }
    unsafe posix_spawnattr_init(&attributes)
    unsafe sigemptyset(&noSignals)
    unsafe sigfillset(&allSignals)
    unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &allSignals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    // Both lists end with a null pointer; their strings live until they are freed below.
    let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    var process: pid_t = 0
    let failure = unsafe posix_spawnp(&process, words[0], &actions, &attributes, arguments, environment)
    unsafe arguments.forEach { unsafe free($0) }
    unsafe environment.forEach { unsafe free($0) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
    if failure != 0 { throw ProgramFailure(description: "\(words[0]) could not be started: error \(failure)") }
    return process
}
