/// Finds any of many literals in a stretch of bytes by skipping over most of them.
///
/// After Wu and Manber (1994): of each literal one window of the shortest literal's length stands
/// for it, and four bytes of the text tell how far the window can move at least. Since literals
/// have 12 bytes or more, that is 9 bytes a step; the windows are chosen so that what fills most
/// of a Flink log is not in them.
package struct LiteralSearch: Sendable {
  /// Where a literal was found.
  package struct Match: Hashable, Sendable {
    package var offset: Int
    /// Its place in the list that was given.
    package var literal: Int

    package init(offset: Int, literal: Int) {
      self.offset = offset
      self.literal = literal
    }
  }

  private struct Candidate {
    /// The last four bytes of the window.
    var block: UInt32
    var literal: Int32
    /// From the literal's first byte to the window's end.
    var windowEnd: Int32
  }

  private let literals: [[UInt8]]
  private let window: Int
  /// How far to move, by the hash of four bytes; 0 where a window may end.
  private let shifts: [UInt8]
  /// By the same hash, where its candidates begin in `candidates`.
  private let heads: [Int32]
  private let candidates: [Candidate]

  private static let bits: UInt32 = 15

  package init(_ literals: [String]) {
    self.literals = literals.map { Array($0.utf8) }
    let shortest = self.literals.map(\.count).min() ?? 12
    let window = min(max(shortest, 4), 24)
    self.window = window
    var shifts = [UInt8](repeating: UInt8(window - 3), count: 1 << Int(Self.bits))
    var buckets: [Int: [Candidate]] = [:]
    let usual = UsualText()
    for (at, literal) in self.literals.enumerated() where literal.count >= window {
      let start = usual.rarestWindow(of: literal, length: window)
      for end in 3..<window {
        let block = Self.block(literal, start + end - 3)
        let slot = Self.hash(block)
        let shift = UInt8(window - 1 - end)
        if shift < shifts[slot] { shifts[slot] = shift }
      }
      let block = Self.block(literal, start + window - 4)
      buckets[Self.hash(block), default: []].append(
        Candidate(block: block, literal: Int32(at), windowEnd: Int32(start + window)))
    }
    self.shifts = shifts
    var heads = [Int32](repeating: -1, count: 1 << Int(Self.bits))
    var candidates: [Candidate] = []
    for (slot, bucket) in buckets.sorted(by: { $0.key < $1.key }) {
      heads[slot] = Int32(candidates.count)
      candidates += bucket
      candidates.append(Candidate(block: 0, literal: -1, windowEnd: 0))
    }
    self.heads = heads
    self.candidates = candidates
  }

  /// Appends every place of every literal, by offset.
  package func find(in text: Bytes, into matches: inout [Match]) {
    guard let base = text.baseAddress, text.count >= window, !candidates.isEmpty else { return }
    let found = matches.count
    let start = UnsafeRawPointer(base)
    // The last byte of the window, and the last place where it may stand.
    var end = start + (window - 1)
    let last = start + (text.count - 1)
    shifts.withUnsafeBufferPointer { shifts in
      while end <= last {
        let block = (end - 3).loadUnaligned(as: UInt32.self)
        let slot = Self.hash(block)
        let shift = shifts[slot]
        if shift == 0 {
          verify(slot, block, end - start + 1, text, &matches)
          end += 1
        } else {
          end += Int(shift)
        }
      }
    }
    // A window in the middle of a long literal is found before one at the end of a short one.
    if matches.count > found + 1 { matches[found...].sort { $0.offset < $1.offset } }
  }

  private func verify(
    _ slot: Int, _ block: UInt32, _ windowEnd: Int, _ text: Bytes, _ matches: inout [Match]
  ) {
    var at = Int(heads[slot])
    guard at >= 0 else { return }
    while candidates[at].literal >= 0 {
      let candidate = candidates[at]
      at += 1
      guard candidate.block == block else { continue }
      let literal = literals[Int(candidate.literal)]
      let offset = windowEnd - Int(candidate.windowEnd)
      guard offset >= 0, offset + literal.count <= text.count else { continue }
      if Self.equals(text, offset, literal) {
        matches.append(Match(offset: offset, literal: Int(candidate.literal)))
      }
    }
  }

  private static func equals(_ text: Bytes, _ offset: Int, _ literal: [UInt8]) -> Bool {
    for at in literal.indices where text[offset + at] != literal[at] { return false }
    return true
  }

  private static func block(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: UInt32.self) }
  }

  @inline(__always)
  private static func hash(_ block: UInt32) -> Int {
    Int((block &* 0x9E37_79B1) >> (32 - bits))
  }
}
