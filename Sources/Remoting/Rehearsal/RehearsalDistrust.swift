/// What one end of a connection has against the certificate that the other showed.
package struct RehearsalDistrust: Sendable, Hashable {
  package enum Reason: UInt64, Sendable, Hashable, CaseIterable {
    case notTrusted = 1
    case expired = 2
    case notYetValid = 3
    case fingerprint = 4
    case purpose = 5
    case issuerNotNamed = 6
    case noCertificate = 7
    case otherName = 8
  }

  package var reason: Reason
  package var subject = ""
  package var issuer = ""
  package var serial = ""
  /// SHA-256 in hexadecimal, and SHA-1 as Flink's option takes it.
  package var fingerprint = ""
  package var sha1 = ""
  /// Seconds since 1970, the last by the clock of the one who judges.
  package var notBefore: Int64 = 0
  package var notAfter: Int64 = 0
  package var judgedAt: Int64 = 0
  /// The names that it is made out to, with blanks between them.
  package var names = ""
  /// The file, the fingerprint or the name that it was held against, and the key to mend.
  package var trust = ""
  package var key = ""

  package init(_ reason: Reason) { self.reason = reason }

  func write(_ out: inout ProtobufWriter) {
    out.varint(2, reason.rawValue)
    for (field, text) in [
      (3, subject), (4, issuer), (5, serial), (6, fingerprint), (7, sha1), (8, trust), (9, key),
      (13, names),
    ] where !text.isEmpty {
      out.bytes(UInt64(field), text.utf8.prefix(RehearsalMessage.longestText))
    }
    out.fixed64(10, UInt64(bitPattern: notBefore))
    out.fixed64(11, UInt64(bitPattern: notAfter))
    out.fixed64(12, UInt64(bitPattern: judgedAt))
  }
}

extension RehearsalFields {
  func distrust() throws(MalformedMessage) -> RehearsalDistrust {
    guard let reason = RehearsalDistrust.Reason(rawValue: self[2]) else { throw MalformedMessage() }
    var distrust = RehearsalDistrust(reason)
    distrust.subject = text(3)
    distrust.issuer = text(4)
    distrust.serial = text(5)
    distrust.fingerprint = text(6)
    distrust.sha1 = text(7)
    distrust.trust = text(8)
    distrust.key = text(9)
    distrust.names = text(13)
    distrust.notBefore = Int64(bitPattern: self[10])
    distrust.notAfter = Int64(bitPattern: self[11])
    distrust.judgedAt = Int64(bitPattern: self[12])
    return distrust
  }

  /// One within another message; nil where there is none.
  func distrust(in field: UInt64) throws(MalformedMessage) -> RehearsalDistrust? {
    let nested = bytes(field)
    guard !nested.isEmpty else { return nil }
    var fields = RehearsalFields()
    var reader = ProtobufReader(nested)
    while let field = try reader.next() { fields.note(field) }
    return try fields.distrust()
  }
}
