import Evidence
import Glibc
import Sockets
import SystemPackage

/// This machine's interfaces in the JVM's order; without IPv6 a JVM sees no such address at all.
func interfaces(isIPv6On: Bool) -> [InterfaceEvidence] {
  let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  defer { if socket >= 0 { close(socket) } }
  var list = InterfaceList()
  for (name, address) in ipv4Addresses(socket) {
    list.add(address, to: name) { flags(of: $0, socket) != nil }
  }
  if isIPv6On, let table = smallFile("/proc/net/if_inet6") {
    list.add(ifInet6: String(decoding: table, as: UTF8.self))
  }
  return list.described { name in
    (Int(if_nametoindex(name)), flags(of: name, socket) ?? [])
  }
}

/// Whether a JVM without options uses IPv6 here: an address must be there, not the module alone.
///
/// `IPv6_supported` of the JDK's `net_util_md.c` reads the first line of `/proc/net/if_inet6`.
func isIPv6OnForJVM() -> Bool {
  let socket = socket(AF_INET6, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
  guard socket >= 0 else { return false }
  close(socket)
  return smallFile("/proc/net/if_inet6")?.isEmpty != true
}

// `struct ifreq`: 16 bytes of name, then an address or what else was asked for; 40 bytes in all.
private let requestSize = 40
private let nameSize = 16
private let mostInterfaces = 4096
private let askConfiguration: UInt = 0x8912
private let askFlags: UInt = 0x8913

private func ipv4Addresses(_ socket: Int32) -> [(String, IPAddress)] {
  var room = [UInt8](repeating: 0, count: mostInterfaces * requestSize)
  let used = room.withUnsafeMutableBytes { room -> Int in
    // A `struct ifconf`, whose members cannot be named beside NIO: the size, then the place.
    var request = [UInt(room.count), UInt(bitPattern: room.baseAddress)]
    guard ioctl(socket, askConfiguration, &request) == 0 else { return 0 }
    return Int(request[0] & 0xFFFF_FFFF)
  }
  return stride(from: 0, to: used, by: requestSize).compactMap { at in
    let name = String(
      decoding: room[at..<at + nameSize].prefix { $0 != 0 }, as: UTF8.self)
    // A sockaddr_in: family, port, then the four bytes.
    guard room[at + nameSize] == UInt8(AF_INET),
      let address = IPAddress(ipv4: room[at + nameSize + 4..<at + nameSize + 8])
    else { return nil }
    return (name, address)
  }
}

/// nil when there is no such interface.
private func flags(of name: String, _ socket: Int32) -> InterfaceFlags? {
  guard name.utf8.count < nameSize else { return nil }
  var request = Array(name.utf8) + [UInt8](repeating: 0, count: requestSize - name.utf8.count)
  guard ioctl(socket, askFlags, &request) == 0 else { return nil }
  return InterfaceFlags(rawValue: UInt16(request[nameSize]) | UInt16(request[nameSize + 1]) << 8)
}

extension IPAddress {
  fileprivate init?(ipv4 bytes: ArraySlice<UInt8>) {
    guard bytes.count == 4 else { return nil }
    self.init(bytes: Array(bytes), zone: 0)
  }
}
