import FlinkConfiguration
import FoundationEssentials

/// Where the REST endpoint of a cluster is: `http://jm1:8081`, with a path behind an ingress.
package struct RESTEndpoint: Sendable, Hashable {
  package var isTLS: Bool
  /// Without brackets.
  package var host: String
  package var port: Int
  /// Before every path: empty, or `/flink`.
  package var base: String
  /// The value of `Authorization`; never shown.
  package var authorization: String?

  package init(
    isTLS: Bool = false, host: String, port: Int, base: String = "", authorization: String? = nil
  ) {
    self.isTLS = isTLS
    self.host = host
    self.port = port
    self.base = base
    self.authorization = authorization
  }

  /// Reads a URL, or `HOST[:PORT]`, whose port is then 8081.
  ///
  /// nil for another scheme than http and https, for a query, and for what is no host or port.
  package init?(_ text: String) {
    var rest = text[...]
    var scheme: String?
    if let mark = rest.firstRange(ofLiteral: "://") {
      scheme = rest[..<mark.lowerBound].lowercased()
      rest = rest[mark.upperBound...]
      guard scheme == "http" || scheme == "https" else { return nil }
    }
    isTLS = scheme == "https"
    guard !rest.contains(where: { "?#\\ \t\r\n".contains($0) }) else { return nil }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    base = Self.base(String(rest[slash...]))
    var place = rest[..<slash]
    if let at = place.lastIndex(of: "@") {
      authorization = Self.basic(Self.unescaped(String(place[..<at])))
      place = place[place.index(after: at)...]
    }
    let end = place.lastIndex(of: "]") ?? place.startIndex
    if let colon = place[end...].lastIndex(of: ":") {
      guard let port = Int(place[place.index(after: colon)...]), 1...65535 ~= port else {
        return nil
      }
      self.port = port
      place = place[..<colon]
    } else {
      port = scheme == nil ? 8081 : isTLS ? 443 : 80
    }
    let isBracketed = place.hasPrefix("[") && place.hasSuffix("]")
    host = String(isBracketed ? place.dropFirst().dropLast() : place)
    guard !host.isEmpty, isBracketed || !host.contains(":"),
      host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") })
    else { return nil }
  }

  /// Without user and password.
  package var url: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(isTLS ? "https" : "http")://\(name):\(port)\(base)"
  }

  /// `Basic …` of `user:password`.
  package static func basic(_ userAndPassword: String) -> String {
    "Basic " + Data(userAndPassword.utf8).base64EncodedString()
  }

  /// `/flink` of `/flink/` and of `/flink/index.html`; a page's own anchor is gone by then.
  private static func base(_ path: String) -> String {
    var path = path
    if path.hasSuffix("/index.html") { path.removeLast("/index.html".count) }
    while path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func unescaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
