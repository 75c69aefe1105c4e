import Sockets

/// Asks a REST endpoint of Flink for its configuration page, which names the version.
///
/// `/config` is a handful of constants: no job is asked, and no line is logged.
struct RestVersionDialogue: Dialogue {
  let host: String
  let patience: Duration
  private var answer: [UInt8] = []
  private(set) var wakeTime: Duration?

  /// The page of a real one has less than 500 bytes.
  private static let most = 16 << 10

  init(host: String, patience: Duration) {
    self.host = host
    self.patience = patience
  }

  /// `1.20.5`; nil when the answer names none.
  var flinkVersion: String? {
    let text = String(decoding: answer, as: UTF8.self)
    guard text.hasPrefix("HTTP/1.") else { return nil }
    let key = Array("\"flink-version\"".utf8)
    var rest = answer[...]
    while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
      rest = rest[quote...]
      if rest.starts(with: key) { return Self.value(rest.dropFirst(key.count)) }
      rest = rest.dropFirst()
    }
    return nil
  }

  mutating func start(at now: Duration) -> [DialogueAction] {
    wakeTime = now + patience
    let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    let request = "GET /config HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\r\n"
    return [.send(Array(request.utf8))]
  }

  mutating func receive(_ bytes: [UInt8], at now: Duration) -> [DialogueAction] {
    answer += bytes.prefix(Self.most - answer.count)
    return flinkVersion != nil || answer.count == Self.most ? [.close] : []
  }

  mutating func ended(_ error: DialResult.Outcome?, at now: Duration) -> [DialogueAction] {
    [.close]
  }

  mutating func wake(at now: Duration) -> [DialogueAction] { [.close] }

  /// The text behind a key: `:"1.20.5"`.
  private static func value(_ bytes: ArraySlice<UInt8>) -> String? {
    let blank = UInt8(ascii: " ")
    var rest = bytes.drop { $0 == blank || $0 == UInt8(ascii: ":") }
    guard rest.popFirst() == UInt8(ascii: "\""),
      let end = rest.prefix(40).firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return String(decoding: rest[..<end], as: UTF8.self)
  }
}
