/// Host names as Flink writes them into every address (`NetUtils.unresolvedHostToNormalizedString`).
///
/// Trimmed, in lower case, IPv6 compressed and in brackets. Nothing is looked up, and little is
/// refused: a point at either end, and a colon outside of an IPv6 address. `HostName.normalized` is
/// the short answer; this one keeps what differs between versions and Flink's words.
package enum HostGrammar {
  /// The text under which Akka or Pekko knows the host.
  package static func parse(
    _ text: String, version: FlinkVersion
  ) throws(ValueError) -> String {
    var host = JavaText(text).trimmed.lowercased
    func literal(_ text: JavaText) -> IPLiteral? {
      if version < FlinkVersion(1, 18) { return .asJavaReadsSix(text) }
      return .asGuavaReads(text)
    }
    if host.units.first == 0x5B, host.units.last == 0x5D, host.units.count > 1 {
      let inside = JavaText(host.units[1..<(host.units.count - 1)])
      if literal(inside) != nil { host = inside }
    }
    if version >= FlinkVersion(2, 1) { try checkZone(host) }
    switch literal(host) {
    case .six(let bytes)?: return "[\(IPLiteral.compressed(bytes))]"
    case .four? where version < FlinkVersion(1, 18):
      // Flink asks Java for 16 bytes; Java gives 4 for what is mapped from IPv4.
      throw ValueError("ArrayIndexOutOfBoundsException", "Index 4 out of bounds for length 4")
    case .four?: return host.string
    case nil: break
    }
    let colon = host.units.firstIndex(of: 0x3A)
    if host.units.first == 0x2E || host.units.last == 0x2E || colon != nil {
      throw .configuration(
        "The configured hostname is not valid",
        at: colon.map { JavaText(text).leadingBlanks + host.scalars(before: $0) })
    }
    return host.string
  }

  /// Guava 33 wants the zone to be a number, or the name of an interface of this machine.
  private static func checkZone(_ host: JavaText) throws(ValueError) {
    guard let percent = host.units.firstIndex(of: 0x25),
      IPLiteral.asGuavaReads(host) != nil
    else { return }
    let zone = JavaText(host.units[(percent + 1)...])
    if zone.units.allSatisfy({ JavaText.digit($0) != nil }) {
      let isIndex = zone.units.isEmpty || (try? JavaNumber.int(zone.string)) != nil
      if isIndex { return }
    } else if zone.string.unicodeScalars.allSatisfy(isInterfaceScalar) {
      return
    }
    throw .illegal("No such interface: '\(zone.string)'")
  }

  private static func isInterfaceScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", ".", "-", "_": true
    default: false
    }
  }
}
