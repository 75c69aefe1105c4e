import Sockets

/// The listening sockets in `/proc/net/tcp` and `/proc/net/tcp6`, as text in and values out.
///
/// The columns are those of `net/ipv4/tcp_ipv4.c`, `get_tcp4_sock`: addresses in hexadecimal, each
/// group of four bytes in the machine's own order.
struct ListeningSocket: Sendable, Hashable {
  let address: IPAddress
  let port: Int
  let uid: Int
  let inode: UInt64

  static func all(in text: [UInt8]) -> [ListeningSocket] {
    text.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { ListeningSocket($0) }
  }

  private init?(_ line: ArraySlice<UInt8>) {
    let columns = line.split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    // 0A is TCP_LISTEN.
    guard columns.count > 9, columns[3] == "0A", let uid = Int(columns[7]),
      let inode = UInt64(columns[9])
    else { return nil }
    let local = columns[1].split(separator: ":")
    guard local.count == 2, let port = Int(local[1], radix: 16),
      let address = IPAddress(hexadecimal: local[0])
    else { return nil }
    self.address = address
    self.port = port
    self.uid = uid
    self.inode = inode
  }
}

extension IPAddress {
  fileprivate init?(hexadecimal text: Substring) {
    guard text.utf8.count == 8 || text.utf8.count == 32 else { return nil }
    var bytes: [UInt8] = []
    var rest = text
    while !rest.isEmpty {
      guard let group = UInt32(rest.prefix(8), radix: 16) else { return nil }
      withUnsafeBytes(of: group) { bytes += $0 }
      rest = rest.dropFirst(8)
    }
    // The JVM's sockets are IPv6 ones, in which IPv4 addresses stand mapped.
    let isMapped =
      bytes.count == 16 && bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255])
    self.init(bytes: isMapped ? Array(bytes[12...]) : bytes, zone: 0)
  }
}
