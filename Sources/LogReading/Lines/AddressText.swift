package import Evidence

/// Finds the addresses in a message, in its order.
package enum AddressText {
  /// No line of Flink's has more that matter.
  private static let most = 8

  package static func addresses(in message: String) -> [LogAddress] {
    var message = message
    return message.withUTF8 { text in
      var found: [LogAddress] = []
      var at = 0
      while at < text.count, found.count < most {
        guard let (start, end) = token(text, from: at) else { break }
        at = end
        if let address = actorAddress(text, start, end) ?? socketAddress(text, start, end),
          !found.contains(address)
        {
          found.append(address)
        }
      }
      return found
    }
  }

  /// `akka.tcp://flink@jm1:6123/user/rpc/dispatcher_0`, as a whole text.
  package static func actor(_ text: String) -> LogAddress? {
    var text = text
    return text.withUTF8 { actorAddress($0, 0, $0.count) }
  }

  /// The next stretch without blanks, quotes and brackets, other than an IPv6 address's own.
  private static func token(_ text: Bytes, from start: Int) -> (Int, Int)? {
    var begin = start
    while begin < text.count, isDelimiter(text, begin) { begin += 1 }
    guard begin < text.count else { return nil }
    var end = begin
    while end < text.count, !isDelimiter(text, end) {
      if text[end] == UInt8(ascii: "["), let close = closing(text, end) { end = close }
      end += 1
    }
    return (begin, end)
  }

  private static func isDelimiter(_ text: Bytes, _ at: Int) -> Bool {
    switch text[at] {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "`"):
      true
    case UInt8(ascii: "["): closing(text, at) == nil
    default: false
    }
  }

  /// Where the `]` of `[2001:db8::1]` stands; nil where the bracket holds something else.
  private static func closing(_ text: Bytes, _ open: Int) -> Int? {
    var at = open + 1
    var colons = 0
    while at < text.count, at - open < 60 {
      let byte = text[at]
      if byte == UInt8(ascii: "]") { return colons >= 2 ? at : nil }
      let isHex = byte.isDigit || (byte | 0x20) &- 97 < 6
      guard isHex || [0x3A, 0x2E, 0x25].contains(byte) else { return nil }
      if byte == UInt8(ascii: ":") { colons += 1 }
      at += 1
    }
    return nil
  }

  private static func actorAddress(_ text: Bytes, _ start: Int, _ end: Int) -> LogAddress? {
    let whole = text.part(start..<end)
    guard let mark = whole.find("://"), mark > 0,
      whole.starts(0, with: "akka")
        || whole.starts(0, with: "pekko") || whole.starts(0, with: "Actor[")
    else { return nil }
    let scheme = whole.text(0..<mark)
    guard scheme.utf8.allSatisfy({ $0.isLetter || $0 == 0x2E }) else { return nil }
    let rest = mark + 3
    guard let at = whole.find(UInt8(ascii: "@"), from: rest) else {
      // Within one JVM there is no address: `akka://flink/user/rpc/dispatcher_0`.
      let slash = whole.find(UInt8(ascii: "/"), from: rest) ?? whole.count
      guard slash > rest else { return nil }
      return LogAddress(
        scheme: scheme, system: whole.text(rest..<slash), host: "",
        path: slash < whole.count ? whole.text(slash..<whole.count) : nil)
    }
    let slash = whole.find(UInt8(ascii: "/"), from: at) ?? whole.count
    guard let (host, port) = hostAndPort(whole.part((at + 1)..<slash)) else { return nil }
    var path = slash < whole.count ? whole.text(slash..<whole.count) : nil
    // `…/user/rpc/jobmanager_2.` at the end of a sentence.
    if let trimmed = path, trimmed.hasSuffix(".") || trimmed.hasSuffix(":") {
      path = String(trimmed.dropLast())
    }
    return LogAddress(
      scheme: scheme, system: whole.text(rest..<at), host: host, port: port, path: path)
  }

  /// `jm1:6123`, `[::1]:6123`, `jm1`.
  private static func hostAndPort(_ text: Bytes) -> (String, Int?)? {
    guard !text.isEmpty else { return nil }
    if text[0] == UInt8(ascii: "["), let close = text.find(UInt8(ascii: "]"), from: 0) {
      let port = close + 1 < text.count ? number(text, close + 2, text.count) : nil
      return (text.text(1..<close), port)
    }
    guard let colon = text.lastIndex(of: UInt8(ascii: ":")) else {
      return (text.text(0..<text.count), nil)
    }
    guard let port = number(text, colon + 1, text.count) else { return nil }
    return (text.text(0..<colon), port)
  }

  /// `jm1/10.0.0.1:6123`, `/10.0.0.1:6123`, `10.0.0.1:6123`, `/0:0:0:0:0:0:0:1:6123`, `jm1:6123`.
  private static func socketAddress(_ text: Bytes, _ start: Int, _ end: Int) -> LogAddress? {
    var end = end
    while end > start, [UInt8(ascii: "."), UInt8(ascii: ":")].contains(text[end - 1]) { end -= 1 }
    let whole = text.part(start..<end)
    guard whole.count >= 4, whole.count < 300,
      let colon = whole.lastIndex(of: UInt8(ascii: ":")), colon > 0,
      let port = number(whole, colon + 1, whole.count)
    else { return nil }
    if let slash = whole.find(UInt8(ascii: "/"), from: 0, to: colon) {
      var ip = whole.part((slash + 1)..<colon)
      if ip.first == UInt8(ascii: "["), ip.last == UInt8(ascii: "]") {
        ip = ip.part(1..<(ip.count - 1))
      }
      let name = whole.text(0..<slash)
      guard isIP(ip) || ip.elementsEqual("<unresolved>".utf8),
        isHost(whole.part(0..<slash)) || slash == 0
      else { return nil }
      let text = ip.text(0..<ip.count)
      return LogAddress(host: name.isEmpty ? text : name, ip: text, port: port)
    }
    let host = whole.part(0..<colon)
    if host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") {
      let ip = host.text(1..<(host.count - 1))
      return LogAddress(host: ip, ip: ip, port: port)
    }
    if isIP(host) {
      let ip = host.text(0..<host.count)
      return LogAddress(host: ip, ip: ip, port: port)
    }
    guard isHost(host), isNamed(host) else { return nil }
    return LogAddress(host: host.text(0..<host.count), port: port)
  }

  private static func number(_ text: Bytes, _ start: Int, _ end: Int) -> Int? {
    guard start < end, end - start <= 5 else { return nil }
    var value = 0
    for at in start..<end {
      guard text[at].isDigit else { return nil }
      value = value * 10 + Int(text[at] &- 48)
    }
    return value <= 65_535 ? value : nil
  }

  private static func isIP(_ text: Bytes) -> Bool {
    let dots = text.count { $0 == 0x2E }
    let colons = text.count { $0 == 0x3A }
    if dots == 3, colons == 0 { return text.allSatisfy { $0.isDigit || $0 == 0x2E } }
    return colons >= 2
      && text.allSatisfy { $0.isDigit || ($0 | 0x20) &- 97 < 6 || [0x3A, 0x2E, 0x25].contains($0) }
  }

  private static func isHost(_ text: Bytes) -> Bool {
    guard let first = text.first, first.isLetter || first.isDigit else { return false }
    return text.allSatisfy {
      $0.isLetter || $0.isDigit || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
    }
  }

  /// A host's name rather than `Task.java:12`, `index:0` or `15:30`.
  private static func isNamed(_ text: Bytes) -> Bool {
    let name = text.text(0..<text.count)
    if name == "localhost" { return true }
    guard name.utf8.contains(where: \.isLetter),
      name.utf8.contains(0x2E) || name.utf8.contains(0x2D)
    else { return false }
    return ![".java", ".scala", ".jar", ".kt", ".py"].contains { name.hasSuffix($0) }
  }
}
