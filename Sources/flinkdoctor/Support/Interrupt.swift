import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Ctrl-C and a polite kill, for what ends with a summary.
enum Interrupt {
  private static let come = Atomic(false)

  static var hasCome: Bool { come.load(ordering: .relaxed) }

  /// From now on the first of them only sets a mark, and the second ends the program.
  static func `catch`() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interrupt.come.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
