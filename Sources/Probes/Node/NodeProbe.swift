package import Evidence
import Glibc
import Sockets

/// What this machine calls itself and which addresses it has.
package func thisNode() -> NodeEvidence {
  NodeEvidence(
    hostname: hostname(), addresses: ownAddresses().map(\.description),
    interfaces: interfaces(isIPv6On: isIPv6OnForJVM()))
}

private func hostname() -> String {
  var buffer = [CChar](repeating: 0, count: 256)
  guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
  return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

private func ownAddresses() -> [IPAddress] {
  var list: UnsafeMutablePointer<ifaddrs>?
  guard getifaddrs(&list) == 0 else { return [] }
  defer { freeifaddrs(list) }
  var addresses: [IPAddress] = []
  var entry = list
  while let here = entry {
    if let socket = here.pointee.ifa_addr, let address = IPAddress(socket) {
      addresses.append(address)
    }
    entry = here.pointee.ifa_next
  }
  return addresses
}
