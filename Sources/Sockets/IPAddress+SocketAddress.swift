package import Glibc
import NIOCore

// The members of sockaddr_in and sockaddr_in6 cannot be named beside NIO: its private C module
// claims <netinet/in.h>. So they are read and written by their places, which Linux never moves:
// family 0, port 2, IPv4 address 4, IPv6 address 8, scope 24.
extension IPAddress {
  /// What a `sockaddr` of the system holds; nil for families other than IPv4 and IPv6.
  package init?(_ address: UnsafePointer<sockaddr>) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      self.init(bytes: Array(UnsafeRawBufferPointer(start: raw + 4, count: 4)), zone: 0)
    case AF_INET6:
      self.init(
        bytes: Array(UnsafeRawBufferPointer(start: raw + 8, count: 16)),
        zone: raw.loadUnaligned(fromByteOffset: 24, as: UInt32.self))
    default:
      return nil
    }
  }

  /// The address with a port, as NIO takes it.
  func socketAddress(port: UInt16) -> SocketAddress {
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { raw in
      raw.initializeMemory(as: UInt8.self, repeating: 0)
      raw.storeBytes(of: port.bigEndian, toByteOffset: 2, as: UInt16.self)
      guard isIPv4 else {
        raw.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
        raw[8..<24].copyBytes(from: bytes)
        raw.storeBytes(of: zone, toByteOffset: 24, as: UInt32.self)
        return SocketAddress(raw.load(as: sockaddr_in6.self))
      }
      raw.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
      raw[4..<8].copyBytes(from: bytes)
      return SocketAddress(raw.load(as: sockaddr_in.self))
    }
  }
}
