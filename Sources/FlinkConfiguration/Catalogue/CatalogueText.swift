import Synchronization

/// The catalogue's sorted lines, searched as bytes where the linker put them.
///
/// `catalogueLines` (generated) has one line per key and span of versions, fields separated by
/// tabs: `key`, `span`, then `O` and the option or `A` and the options that read the key as an
/// alias, and last the marks that tell what the key is good for. A span is two letters, its first and last version: `a` is `FlinkVersion.known[0]`.
/// Nothing is decoded at start: a look-up costs a binary search and the line that it finds.
enum CatalogueText {
  /// A line's fields after the key, still escaped.
  struct Line {
    let key: String
    let first: Int
    let last: Int
    let isAlias: Bool
    let fields: [String]

    func holds(_ version: Int) -> Bool { first <= version && version <= last }
  }

  /// What was asked for already: a run asks for the same hundred options under every version.
  private static let known = Mutex<[String: [Line]]>([:])

  /// The lines of a key, options first, each kind in order of versions.
  static func lines(of key: String) -> [Line] {
    if let lines = known.withLock({ $0[key] }) { return lines }
    let lines = search(for: key)
    // Keys that are no option come from files, in any number.
    if !lines.isEmpty { known.withLock { $0[key] = lines } }
    return lines
  }

  private static func search(for key: String) -> [Line] {
    var key = key
    return key.withUTF8 { key in
      catalogueLines.withUTF8Buffer { text in
        var lines: [Line] = []
        var start = lowerBound(of: key, in: text)
        while start < text.count, compare(key, lineAt: start, in: text) == 0 {
          let end = lineEnd(from: start, in: text)
          if let line = decode(text[start..<end]) { lines.append(line) }
          start = end + 1
        }
        return lines
      }
    }
  }

  /// Whether the key stands in the catalogue at all, for the price of the search alone.
  static func contains(_ key: String) -> Bool {
    var key = key
    return key.withUTF8 { key in
      catalogueLines.withUTF8Buffer { text in
        let start = lowerBound(of: key, in: text)
        return start < text.count && compare(key, lineAt: start, in: text) == 0
      }
    }
  }

  /// Whether the key is an option of every version, with nothing else to say of it.
  ///
  /// Most keys of most files are, so this decodes nothing.
  static func isPlain(_ key: String) -> Bool {
    var key = key
    return key.withUTF8 { key in
      catalogueLines.withUTF8Buffer { text in
        let start = lowerBound(of: key, in: text)
        guard start < text.count, compare(key, lineAt: start, in: text) == 0 else { return false }
        let end = lineEnd(from: start, in: text)
        // One span of all versions; then no further line has the key. Marks stand last.
        let span = start + key.count + 1
        return span + 1 < end && text[span] == firstVersion
          && Int(text[span + 1]) == Int(firstVersion) + FlinkVersion.known.count - 1
          && text[end - 1] == tab && !key.contains(UInt8(ascii: "<"))
          && (end + 1 >= text.count || compare(key, lineAt: end + 1, in: text) != 0)
      }
    }
  }

  /// The places of the keys that the file may hold in one of these versions, sorted, each once.
  static func keysOfFile(in versions: Set<Int>) -> [Range<Int>] {
    catalogueLines.withUTF8Buffer { text in
      var places: [Range<Int>] = []
      var start = 0
      while start < text.count {
        let end = lineEnd(from: start, in: text)
        defer { start = end + 1 }
        var keyEnd = start
        while keyEnd < end && text[keyEnd] != tab { keyEnd += 1 }
        guard keyEnd + 2 < end, !text[start..<keyEnd].contains(UInt8(ascii: "<")) else { continue }
        let span = Int(text[keyEnd + 1])...max(Int(text[keyEnd + 1]), Int(text[keyEnd + 2]))
        guard versions.contains(where: { span.contains($0 + Int(firstVersion)) }),
          isOfFile(text[start..<end])
        else { continue }
        if let last = places.last,
          text[last].elementsEqual(text[start..<keyEnd])
        {
          continue
        }
        places.append(start..<keyEnd)
      }
      return places
    }
  }

  /// The bytes at places that `keysOfFile` gave.
  static func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    catalogueLines.withUTF8Buffer(body)
  }

  /// Whether a line's marks, its last field, leave the key to the configuration file.
  private static func isOfFile(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var at = line.endIndex
    while at > line.startIndex && line[at - 1] != tab { at -= 1 }
    let marks = line[at..<line.endIndex]
    return marks.isEmpty || marks.elementsEqual("deprecated".utf8)
  }

  /// Every line, in order of keys.
  static func forEach(_ body: (Line) -> Void) {
    catalogueLines.withUTF8Buffer { text in
      var start = 0
      while start < text.count {
        let end = lineEnd(from: start, in: text)
        if let line = decode(text[start..<end]) { body(line) }
        start = end + 1
      }
    }
  }

  /// The start of the first line whose key is not below `key`.
  private static func lowerBound(
    of key: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var low = 0
    var high = text.count
    while low < high {
      var middle = low + (high - low) / 2
      while middle > low && text[middle - 1] != newline { middle -= 1 }
      if compare(key, lineAt: middle, in: text) > 0 {
        low = lineEnd(from: middle, in: text) + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Negative, zero or positive as `key` is below, equal to or above the line's key.
  private static func compare(
    _ key: UnsafeBufferPointer<UInt8>, lineAt start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var at = 0
    while true {
      let place = start + at
      let theirs = place < text.count && text[place] != tab ? Int(text[place]) : -1
      let ours = at < key.count ? Int(key[at]) : -1
      if ours != theirs { return ours - theirs }
      if ours == -1 { return 0 }
      at += 1
    }
  }

  private static func lineEnd(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var end = start
    while end < text.count && text[end] != newline { end += 1 }
    return end
  }

  private static func decode(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Line? {
    let parts = line.split(separator: tab, omittingEmptySubsequences: false)
    guard parts.count > 3, parts[1].count == 2, let first = parts[1].first,
      let last = parts[1].last, let kind = parts[2].first
    else { return nil }
    return Line(
      key: String(decoding: parts[0], as: UTF8.self),
      first: Int(first) - Int(firstVersion), last: Int(last) - Int(firstVersion),
      isAlias: kind == UInt8(ascii: "A"),
      fields: parts[3...].map { String(decoding: $0, as: UTF8.self) })
  }
}

private let firstVersion = UInt8(ascii: "a")
private let newline = UInt8(ascii: "\n")
private let tab = UInt8(ascii: "\t")
