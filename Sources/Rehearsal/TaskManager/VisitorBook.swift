import Evidence
import Synchronization

/// Who came to a TaskManager's ports, from whatever connection; each kind from each place once.
final class VisitorBook: Sendable {
  private let visitors = Mutex<[RehearsalVisitor]>([])
  private static let most = 200

  /// Whether it is a new one.
  func note(_ visitor: RehearsalVisitor) -> Bool {
    visitors.withLock { visitors in
      if let at = visitors.firstIndex(where: {
        $0.from == visitor.from && $0.words == visitor.words
      }) {
        visitors[at].count += 1
        return false
      }
      guard visitors.count < Self.most else { return false }
      visitors.append(visitor)
      return true
    }
  }

  var all: [RehearsalVisitor] { visitors.withLock { $0 } }
}
