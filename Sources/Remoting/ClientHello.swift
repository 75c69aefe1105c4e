/// The first message of TLS, which every Flink's TLS answers, and nothing else does.
///
/// It offers TLS 1.2 with the only suite that Flink 1.12 has by default
/// (TLS_RSA_WITH_AES_128_CBC_SHA) and those of later versions. A ServerHello or an alert comes back.
package enum ClientHello {
  /// `random` are the 32 bytes of the client.
  package static func bytes(random: [UInt8]) -> [UInt8] {
    let suites: [UInt16] = [0xc02f, 0xc030, 0xc02b, 0xc02c, 0x9c, 0x9d, 0x2f, 0x35, 0x3c]
    let extensions =
      vector16(id: 10, [0, 4, 0, 0x17, 0, 0x18])  // supported_groups: P-256, P-384
      + vector16(id: 11, [1, 0])  // ec_point_formats: uncompressed
      + vector16(id: 13, [0, 10, 4, 1, 4, 3, 5, 1, 6, 1, 2, 1])  // signature_algorithms
    var hello: [UInt8] = [3, 3]
    hello += (0..<32).map { $0 < random.count ? random[$0] : 0 }
    hello += [0]  // no session
    hello += length16(suites.count * 2) + suites.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    hello += [1, 0]  // no compression
    hello += length16(extensions.count) + extensions
    let message = [1, 0] + length16(hello.count) + hello
    return [0x16, 3, 1] + length16(message.count) + message
  }

  private static func length16(_ count: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
  }

  private static func vector16(id: UInt8, _ content: [UInt8]) -> [UInt8] {
    [0, id] + length16(content.count) + content
  }
}
