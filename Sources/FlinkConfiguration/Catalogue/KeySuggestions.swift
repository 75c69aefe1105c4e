/// Finds the keys that an operator may have meant by an unknown one.
///
/// Built once when the first unknown key turns up; a look-up then compares only the keys whose
/// letters differ by little.
package struct KeySuggestions: Sendable {
  /// A known key near an unknown one.
  package struct Suggestion: Sendable, Hashable {
    package enum Nearness: Sendable, Hashable {
      /// This many letters typed wrong, left out, added or swapped with their neighbour.
      case edits(Int)
      /// The same letters with other separators or capitals: `task_manager.host`.
      case spelling
      /// A segment too many or too few, or in another order.
      case segments
    }

    package let key: String
    package let nearness: Nearness

    /// Near enough that the key can hardly be another program's.
    package var isMisspelling: Bool { nearness != .segments }
  }

  private struct Candidate {
    let key: String
    let bytes: [UInt8]
    let letters: SIMD32<UInt8>
  }

  /// Keys by length, so that only lengths within two edits are looked at.
  private var byLength: [Int: [Candidate]] = [:]
  private var bySpelling: [[UInt8]: [String]] = [:]
  private var byWords: [[String]: [String]] = [:]
  /// Each known key with one of its segments left out.
  private var shortened: [String: [String]] = [:]

  package init(in version: FlinkVersion) {
    self.init(in: [version])
  }

  /// Suggests the keys that at least one of the versions reads.
  package init(in versions: [FlinkVersion]) {
    let indices = Set(versions.map { OptionCatalogue.index(of: $0) })
    var last = ""
    CatalogueText.forEach { line in
      guard line.key != last, let at = indices.first(where: line.holds) else { return }
      let isKnown =
        line.isAlias
        ? line.readers.contains { OptionCatalogue.isOfFile($0.key, in: FlinkVersion.known[at]) }
        : line.scope == .configuration
      guard isKnown else { return }
      last = line.key
      add(line.key)
    }
  }

  private mutating func add(_ key: String) {
    let bytes = Array(key.utf8)
    byLength[bytes.count, default: []].append(
      Candidate(key: key, bytes: bytes, letters: histogram(bytes)))
    bySpelling[spelling(bytes), default: []].append(key)
    byWords[words(bytes), default: []].append(key)
    for rest in withoutOneSegment(key) { shortened[rest, default: []].append(key) }
  }

  /// The nearest keys, best first; at most three.
  package func suggestions(for key: String) -> [Suggestion] {
    let bytes = Array(key.utf8)
    guard (3...256).contains(bytes.count) else { return [] }
    var found = edits(from: bytes)
    found += (bySpelling[spelling(bytes)] ?? []).map { Suggestion(key: $0, nearness: .spelling) }
    if found.isEmpty {
      let segments =
        (shortened[key] ?? []) + withoutOneSegment(key).filter(isKnown)
        + (byWords[words(bytes)] ?? [])
      found = segments.sorted().map { Suggestion(key: $0, nearness: .segments) }
    }
    var seen: Set<String> = [key]
    return Array(found.filter { seen.insert($0.key).inserted }.prefix(3))
  }

  private func edits(from bytes: [UInt8]) -> [Suggestion] {
    // Two edits in a very short key make any word of any other.
    let limit = bytes.count < 8 ? 1 : 2
    let letters = histogram(bytes)
    var found: [(distance: Int, key: String)] = []
    for length in max(0, bytes.count - limit)...(bytes.count + limit) {
      for candidate in byLength[length] ?? [] {
        guard differences(letters, candidate.letters) <= 2 * limit,
          let distance = editDistance(bytes, candidate.bytes, within: limit)
        else { continue }
        found.append((distance, candidate.key))
      }
    }
    found.sort { ($0.distance, $0.key) < ($1.distance, $1.key) }
    return found.map { Suggestion(key: $0.key, nearness: .edits($0.distance)) }
  }

  private func isKnown(_ key: String) -> Bool {
    byLength[key.utf8.count]?.contains { $0.key == key } ?? false
  }

  /// The key's forms with one segment left out, as long as two remain.
  private func withoutOneSegment(_ key: String) -> [String] {
    let segments = key.split(separator: ".", omittingEmptySubsequences: false)
    guard (3...12).contains(segments.count) else { return [] }
    return segments.indices.map { at in
      (segments[..<at] + segments[(at + 1)...]).joined(separator: ".")
    }
  }
}

/// Letters and digits in lower case: what is left when separators and capitals are not looked at.
private func spelling(_ bytes: [UInt8]) -> [UInt8] {
  bytes.compactMap { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    default: nil
    }
  }
}

/// The key's words in alphabetical order; `enabled` and `enable` are one.
private func words(_ bytes: [UInt8]) -> [String] {
  let words = bytes.split { spelling([$0]).isEmpty }.map { word in
    String(decoding: spelling(Array(word)), as: UTF8.self)
  }
  return words.map { $0 == "enabled" ? "enable" : $0 }.sorted()
}

/// How often each letter stands in the key, folded into 32 counters.
private func histogram(_ bytes: [UInt8]) -> SIMD32<UInt8> {
  var counts = SIMD32<UInt8>()
  for byte in bytes {
    let slot = Int(byte & 31)
    if counts[slot] < 255 { counts[slot] += 1 }
  }
  return counts
}

/// The sum of what one has more of than the other, which an edit changes by two at most.
private func differences(_ left: SIMD32<UInt8>, _ right: SIMD32<UInt8>) -> Int {
  let high = left.replacing(with: right, where: right .> left)
  let low = left.replacing(with: right, where: right .< left)
  let apart = high &- low
  var sum = 0
  for slot in 0..<32 { sum += Int(apart[slot]) }
  return sum
}

/// The optimal string alignment distance (a swap of neighbours is one edit), nil beyond `limit`.
private func editDistance(_ left: [UInt8], _ right: [UInt8], within limit: Int) -> Int? {
  var older: [Int] = []
  var old = Array(0...right.count)
  for row in 1...max(left.count, 1) {
    guard row <= left.count else { return right.count <= limit ? right.count : nil }
    var new = [row] + Array(repeating: 0, count: right.count)
    var best = row
    for column in 1..<(right.count + 1) {
      let isSame = left[row - 1] == right[column - 1]
      var cost = min(old[column] + 1, new[column - 1] + 1, old[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2],
        left[row - 2] == right[column - 1]
      {
        cost = min(cost, older[column - 2] + 1)
      }
      new[column] = cost
      best = min(best, cost)
    }
    // One row further back can still win by a swap.
    if best > limit + 1 { return nil }
    older = old
    old = new
  }
  let distance = old[right.count]
  return distance <= limit ? distance : nil
}
