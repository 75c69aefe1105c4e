import Evidence

/// What `GlobalConfiguration` writes into the log while it reads the file, secrets masked by Flink.
enum LoadedProperties {
  /// nil where the bytes hold no such line; of several starts in one log the last one counts.
  static func read(_ log: [UInt8]) -> [ProcessEvidence.Override]? {
    var properties: [ProcessEvidence.Override] = []
    for line in log.split(separator: UInt8(ascii: "\n")) {
      // `Starting TaskManager (Version: 1.12.5, Scala: 2.11, …` begins a start.
      if line.starts(with: "(Version: ", anywhere: 200) { properties = [] }
      guard let text = line.after("Loading configuration property: ", within: 200) else { continue }
      let pair = String(decoding: text, as: UTF8.self)
      guard let comma = pair.firstIndex(of: ",") else { continue }
      let value = pair[comma...].dropFirst().drop { $0 == " " }
      properties.append(.init(String(pair[..<comma]), String(value.filter { $0 != "\r" })))
    }
    return properties.isEmpty ? nil : properties
  }
}

extension ArraySlice<UInt8> {
  /// What follows the first place of `text` that begins within that many bytes; nil without one.
  fileprivate func after(_ text: StaticString, within limit: Int) -> ArraySlice<UInt8>? {
    let count = text.utf8CodeUnitCount
    guard self.count >= count else { return nil }
    for start in startIndex...Swift.min(endIndex - count, startIndex + limit)
    where self[start] == text.utf8Start[0] {
      let isHere = (0..<count).allSatisfy { self[start + $0] == text.utf8Start[$0] }
      if isHere { return self[(start + count)...] }
    }
    return nil
  }

  fileprivate func starts(with text: StaticString, anywhere limit: Int) -> Bool {
    after(text, within: limit) != nil
  }
}
