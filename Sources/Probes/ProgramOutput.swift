import Glibc

/// What a program wrote to standard output, and how it ended.
struct ProgramOutput: Sendable {
  var bytes: [UInt8]
  /// 128 and the signal's number when a signal ended it.
  var exitCode: Int32
}

enum ProgramFailure: Error {
  case notStarted(errno: Int32)
  case timedOut
}

/// Runs a program found on `PATH`, without a shell, and reads what it writes; blocks until `end`.
///
/// At most 64 KiB are kept. A program that is not done by then is killed.
func output(
  of arguments: [String], until end: ContinuousClock.Instant
) throws(ProgramFailure) -> ProgramOutput {
  // A socket pair, since it can be closed on exec from the start: a program that another thread
  // starts meanwhile must not hold the writing end open.
  var ends: [Int32] = [-1, -1]
  let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
  guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .notStarted(errno: errno) }
  defer { close(ends[0]) }
  let child = try start(arguments, standardOutput: ends[1])
  let bytes = readAll(ends[0], until: end)
  if bytes == nil { kill(child, SIGKILL) }
  var status: Int32 = 0
  while waitpid(child, &status, 0) == -1 && errno == EINTR {}
  guard let bytes else { throw .timedOut }
  let signal = status & 0x7f
  return ProgramOutput(bytes: bytes, exitCode: signal == 0 ? (status >> 8) & 0xff : 128 + signal)
}

/// Closes `standardOutput` here, whether the program starts or not.
private func start(
  _ arguments: [String], standardOutput: Int32
) throws(ProgramFailure) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    close(standardOutput)
  }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  posix_spawn_file_actions_adddup2(&actions, standardOutput, 1)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  let texts = arguments.map { strdup($0) }
  defer { texts.forEach { free($0) } }
  var child: pid_t = 0
  let status = posix_spawnp(&child, arguments[0], &actions, nil, texts + [nil], environ)
  guard status == 0 else { throw .notStarted(errno: status) }
  return child
}

/// nil when time ran out before the other end was closed.
private func readAll(_ source: Int32, until end: ContinuousClock.Instant) -> [UInt8]? {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 4096)
  while true {
    let remaining = ContinuousClock.now.duration(to: end).milliseconds
    guard remaining > 0 else { return nil }
    var waiting = pollfd(fd: source, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, Int32(min(remaining, 86_400_000)) + 1)
    if ready == -1 && errno != EINTR { return bytes }
    guard ready > 0 else { continue }
    let count = read(source, &chunk, chunk.count)
    if count <= 0 { return bytes }
    if bytes.count < 65536 { bytes += chunk[..<count] }
  }
}
