package import FlinkConfiguration

/// A comment that silences findings: `# flinkdoctor: ignore=FD2104,FD31* reason="one machine"`.
///
/// At the end of a line it speaks of that line, on a line of its own of the next line that holds
/// anything. Without a reason it silences nothing.
package struct InlineIgnore: Sendable, Hashable {
  /// Ids, names, families or globs, as `--skip` takes them.
  package let patterns: [String]
  /// nil when none is given.
  package let reason: String?
  /// The line that it stands on, from 1.
  package let line: Int
  /// The line that it speaks of.
  package let target: Int
  /// The comment, from its `#`.
  package let range: TextRange

  /// Every such comment of a file.
  package static func all(in reading: ConfigurationReading) -> [InlineIgnore] {
    var ignores: [InlineIgnore] = []
    for number in reading.lines(containing: "flinkdoctor:") {
      let line = Array(reading.line(number).unicodeScalars)
      guard let comment = Comment(line) else { continue }
      let stands = line[..<comment.column].allSatisfy(\.properties.isWhitespace)
      ignores.append(
        InlineIgnore(
          patterns: comment.patterns, reason: comment.reason, line: number,
          target: stands ? nextLine(after: number, in: reading) : number,
          range: TextRange(
            line: number, column: comment.column + 1, length: line.count - comment.column)))
    }
    return ignores
  }

  /// The next line that is neither blank nor a comment.
  private static func nextLine(after number: Int, in reading: ConfigurationReading) -> Int {
    var next = number + 1
    while next <= reading.lineCount {
      let text = reading.line(next).unicodeScalars.drop(while: \.properties.isWhitespace)
      if let first = text.first, first != "#" { return next }
      next += 1
    }
    return number
  }
}

/// The parts of one such comment.
private struct Comment {
  /// Counts from 0.
  let column: Int
  var patterns: [String] = []
  var reason: String?

  init?(_ line: [Unicode.Scalar]) {
    let tag = Array("flinkdoctor:".unicodeScalars)
    guard
      let hash = line.indices.first(where: { at in
        guard line[at] == "#" else { return false }
        let text = line[(at + 1)...].drop(while: \.properties.isWhitespace)
        return text.starts(with: tag)
      })
    else { return nil }
    column = hash
    let text = line[(hash + 1)...].drop(while: \.properties.isWhitespace).dropFirst(tag.count)
    guard let ignore = Self.value(of: "ignore=", in: text) else { return nil }
    patterns = ignore.split(separator: ",").map(String.init)
    reason = Self.value(of: "reason=", in: text)
  }

  /// `name=word` or `name="words"`; nil when it is not there or empty.
  private static func value(of name: String, in text: ArraySlice<Unicode.Scalar>) -> String? {
    let name = Array(name.unicodeScalars)
    guard
      let at = text.indices.first(where: { at in
        text[at...].starts(with: name)
          && (at == text.startIndex || text[at - 1].properties.isWhitespace)
      })
    else { return nil }
    var value = text[at...].dropFirst(name.count)
    if let quote = value.first, quote == "\"" || quote == "'" {
      value = value.dropFirst().prefix { $0 != quote }
    } else {
      value = value.prefix { !$0.properties.isWhitespace }
    }
    return value.isEmpty ? nil : String(String.UnicodeScalarView(value))
  }
}
