import Synchronization
import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// How far the reading is, on stderr and only where that is a terminal.
final class ProgressBar: Sendable {
  private let total: Int64
  private let isShown: Bool
  private let shownAt = Atomic<Int64>(0)

  private static let width = 30
  /// Small files are read before anybody could look.
  private static let smallest: Int64 = 20 << 20

  init(total: Int64) {
    self.total = total
    isShown = isatty(STDERR_FILENO) == 1 && total > Self.smallest
  }

  func show(_ bytes: Int64) {
    guard isShown, bytes - shownAt.load(ordering: .relaxed) > total / 200 else { return }
    shownAt.store(bytes, ordering: .relaxed)
    let part = min(1, Double(bytes) / Double(max(1, total)))
    let full = Int(part * Double(Self.width))
    let bar = String(repeating: "#", count: full) + String(repeating: ".", count: Self.width - full)
    write("\r\u{1B}[Kreading [\(bar)] \(Int(part * 100)) % of \(total >> 20) MiB")
  }

  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}
