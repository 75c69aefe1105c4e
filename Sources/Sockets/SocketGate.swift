/// Lets as many sockets be open at once as the process may have; whoever comes later waits.
///
/// A shell with `ulimit -n 64` is no reason to call a port closed.
package actor SocketGate {
  /// What everything else may need meanwhile: name servers, files, the event loop's own.
  private static let reserve = 24

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var next = 0

  package init(places: Int) {
    free = max(places, 1)
  }

  /// As many places as this process's limit leaves, after it was raised as far as any user may.
  package static func ofThisProcess() -> SocketGate {
    SocketGate(places: min(OpenFiles.raise(to: 4096), 4096) - reserve)
  }

  /// Runs `body` when there is a place for its socket.
  package func pass<Value: Sendable>(
    _ body: @Sendable () async -> Value
  ) async -> Value {
    await enter()
    let value = await body()
    leave()
    return value
  }

  private func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    guard next < waiting.count else {
      free += 1
      return
    }
    waiting[next].resume()
    next += 1
    if next == waiting.count { (waiting, next) = ([], 0) }
  }
}
