/// What the answers about jobs say, read without a JSON parser: two numbers and a name are wanted.
///
/// In JSON a quote inside of a text has a backslash before it, so that `"now":` behind a comma or a
/// brace is a key and no job's name.
package enum JobAnswers {
  /// The first running job of `/jobs/overview`.
  package static func runningJob(_ body: [UInt8]) -> String? {
    var rest = body[...]
    while let id = value(of: "jid", in: rest) {
      rest = id
      let end = value(of: "jid", in: rest)?.startIndex ?? rest.endIndex
      if let state = value(of: "state", in: rest[..<end]), text(state) == "RUNNING" {
        return text(id)
      }
    }
    return nil
  }

  /// `now` of `/jobs/:id`: the JobManager's clock, in milliseconds since 1970.
  package static func now(_ body: [UInt8]) -> Int64? {
    guard let digits = value(of: "now", in: body[...])?.prefix(while: { 48...57 ~= $0 }),
      digits.count <= 18
    else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self))
  }

  /// What stands behind `"key":`, which stands behind a comma or a brace.
  private static func value(
    of key: String, in bytes: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    let wanted = Array("\"\(key)\":".utf8)
    var at = bytes.startIndex
    while at + wanted.count <= bytes.endIndex {
      let isKey =
        at > bytes.startIndex
        && [UInt8(ascii: ","), UInt8(ascii: "{")].contains(bytes[at - 1])
        && bytes[at..<(at + wanted.count)].elementsEqual(wanted)
      if isKey { return bytes[(at + wanted.count)...] }
      at += 1
    }
    return nil
  }

  /// A text without anything that would need a backslash.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.first == UInt8(ascii: "\"") else { return nil }
    let text = bytes.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    return text.count <= 64 ? String(decoding: text, as: UTF8.self) : nil
  }
}
