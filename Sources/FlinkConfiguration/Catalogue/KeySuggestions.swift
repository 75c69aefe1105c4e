/// Finds the keys that an operator may have meant by an unknown one.
///
/// Built once when the first unknown key turns up, in well under a millisecond per thousand keys:
/// it holds places in the catalogue's text and hashes, and no strings.
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
    let place: Range<Int>
    let letters: Letters
  }

  /// Keys by length, so that only lengths within two edits are looked at.
  private var byLength: [[Candidate]] = []
  private var bySpelling: [UInt64: [Range<Int>]] = [:]
  private var byWords: [UInt64: [Range<Int>]] = [:]
  private var bySegments: [UInt64: [Range<Int>]] = [:]
  /// By what is left when one of the key's segments is left out.
  private var shortened: [UInt64: [Range<Int>]] = [:]

  package init(in version: FlinkVersion) {
    self.init(in: [version])
  }

  /// Suggests the keys that at least one of the versions reads.
  package init(in versions: [FlinkVersion]) {
    let places = CatalogueText.keysOfFile(
      in: Set(versions.map { OptionCatalogue.index(of: $0) }))
    CatalogueText.withBytes { text in
      for place in places { add(place, UnsafeBufferPointer(rebasing: text[place])) }
    }
  }

  private mutating func add(_ place: Range<Int>, _ key: UnsafeBufferPointer<UInt8>) {
    while byLength.count <= key.count { byLength.append([]) }
    byLength[key.count].append(Candidate(place: place, letters: Letters(key)))
    let shape = KeyShape(key)
    bySpelling[shape.spelling, default: []].append(place)
    byWords[shape.words, default: []].append(place)
    guard shape.segments.count > 1 else { return }
    bySegments[shape.allSegments, default: []].append(place)
    for rest in shape.withoutOneSegment { shortened[rest, default: []].append(place) }
  }

  /// The nearest keys, best first; at most three.
  package func suggestions(for key: String) -> [Suggestion] {
    guard (3...120).contains(key.utf8.count) else { return [] }
    var text = key
    var found = text.withUTF8 { bytes in
      let shape = KeyShape(bytes)
      let edits = edits(from: bytes)
      let spelt = keys(at: bySpelling[shape.spelling]).map {
        Suggestion(key: $0, nearness: .spelling)
      }
      if !(edits.isEmpty && spelt.isEmpty) { return edits + spelt }
      return segments(near: shape).map { Suggestion(key: $0, nearness: .segments) }
    }
    var seen: Set<String> = [key]
    found.removeAll { !seen.insert($0.key).inserted }
    return Array(found.prefix(3))
  }

  private func edits(from bytes: UnsafeBufferPointer<UInt8>) -> [Suggestion] {
    // Two edits in a very short key make any word of any other.
    let limit = bytes.count < 8 ? 1 : 2
    let letters = Letters(bytes)
    var found: [Suggestion] = []
    CatalogueText.withBytes { text in
      for length in (bytes.count - limit)...(bytes.count + limit)
      where byLength.indices.contains(length) {
        for candidate in byLength[length]
        where letters.mayBecome(candidate.letters, within: limit) {
          let theirs = UnsafeBufferPointer(rebasing: text[candidate.place])
          guard let distance = editDistance(bytes, theirs, within: limit) else { continue }
          found.append(
            Suggestion(key: String(decoding: theirs, as: UTF8.self), nearness: .edits(distance)))
        }
      }
    }
    return found.sorted { ($0.nearness.distance, $0.key) < ($1.nearness.distance, $1.key) }
  }

  private func segments(near shape: KeyShape) -> [String] {
    var places = byWords[shape.words] ?? []
    if shape.segments.count > 1 {
      places += (bySegments[shape.allSegments] ?? []) + (shortened[shape.allSegments] ?? [])
    }
    for rest in shape.withoutOneSegment { places += bySegments[rest] ?? [] }
    return keys(at: places).sorted()
  }

  private func keys(at places: [Range<Int>]?) -> [String] {
    guard let places else { return [] }
    return CatalogueText.withBytes { text in
      places.map { String(decoding: text[$0], as: UTF8.self) }
    }
  }
}

extension KeySuggestions.Suggestion.Nearness {
  fileprivate var distance: Int { if case .edits(let count) = self { count } else { 0 } }
}
