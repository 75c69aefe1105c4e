import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Ctrl-C and a polite kill, for what ends with a summary.
enum Interrupt {
  /// When the first of them came, in nanoseconds of a clock that never stands still; 0 for not yet.
  private static let first = Atomic<Int>(0)

  static var hasCome: Bool { first.load(ordering: .relaxed) != 0 }

  /// From now on the first of them only sets a mark, and one that comes half a second later ends the
  /// program: shells, `timeout` and container runtimes send the same one twice.
  static func `catch`() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let now = time.tv_sec * 1_000_000_000 + time.tv_nsec
        let first = Interrupt.first.load(ordering: .relaxed)
        if first == 0 {
          Interrupt.first.store(now, ordering: .relaxed)
        } else if now - first > 500_000_000 {
          signal(number, SIG_DFL)
          raise(number)
        }
      }
    }
  }
}
