/// How often each letter stands in a key, folded into 32 counters.
struct Letters {
  private let present: UInt32
  private let counts: SIMD32<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var present: UInt32 = 0
    var counts = SIMD32<UInt8>()
    for byte in bytes {
      let slot = Int(byte & 31)
      present |= 1 << UInt32(slot)
      if counts[slot] < 255 { counts[slot] += 1 }
    }
    self.present = present
    self.counts = counts
  }

  /// False when so many letters differ that `limit` edits cannot change one key into the other.
  func mayBecome(_ other: Letters, within limit: Int) -> Bool {
    // An edit takes one letter away and brings another.
    guard (present ^ other.present).nonzeroBitCount <= 2 * limit else { return false }
    var apart = 0
    for slot in 0..<32 {
      apart += abs(Int(counts[slot]) - Int(other.counts[slot]))
      if apart > 2 * limit { return false }
    }
    return true
  }
}

/// The optimal string alignment distance (a swap of neighbours is one edit), nil beyond `limit`.
func editDistance(
  _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>, within limit: Int
) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  let width = right.count + 1
  var older = [Int](repeating: 0, count: width)
  var old = Array(0..<width)
  var new = older
  for row in left.indices {
    new[0] = row + 1
    var best = row + 1
    for column in right.indices {
      let change = left[row] == right[column] ? 0 : 1
      var cost = min(old[column + 1] + 1, new[column] + 1, old[column] + change)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, older[column - 1] + 1)
      }
      new[column + 1] = cost
      best = min(best, cost)
    }
    // A swap reaches back two rows, and costs one.
    if best > limit + 1 { return nil }
    (older, old, new) = (old, new, older)
  }
  return old[right.count] <= limit ? old[right.count] : nil
}
