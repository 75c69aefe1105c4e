package import Evidence
package import Sockets

/// The interfaces in the order in which `java.net.NetworkInterface` lists them.
///
/// `NetworkInterface.c` of the JDK (8 to 21, Linux) asks for the IPv4 addresses first (`SIOCGIFCONF`)
/// and reads `/proc/net/if_inet6` then, in the order that the kernel gives. It puts each new
/// interface, and each address of an interface, before those that it has, so that both come out
/// reversed. A label (`eth0:1`) counts as the interface before its colon where there is one.
package struct InterfaceList: Sendable {
  private struct Entry {
    var name: String
    var addresses: [IPAddress]
  }

  private var entries: [Entry] = []

  package init() {}

  /// The address that the system names next.
  package mutating func add(_ address: IPAddress, to name: String, hasParent: (String) -> Bool) {
    let parent = String(name.prefix { $0 != ":" })
    let name = parent != name && hasParent(parent) ? parent : name
    if let at = entries.firstIndex(where: { $0.name == name }) {
      entries[at].addresses.insert(address, at: 0)
    } else {
      entries.insert(Entry(name: name, addresses: [address]), at: 0)
    }
  }

  /// The lines of `/proc/net/if_inet6`: address, index, prefix, scope, flags, name.
  package mutating func add(ifInet6 text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      guard words.count >= 6, let index = UInt32(words[1], radix: 16),
        let address = IPAddress(hex: words[0], interface: index)
      else { continue }
      add(address, to: String(words[5])) { _ in false }
    }
  }

  /// What the list looks like with what else the system says of each interface.
  package func described(
    _ details: (String) -> (index: Int, flags: InterfaceFlags)
  ) -> [InterfaceEvidence] {
    entries.map { entry in
      let (index, flags) = details(entry.name)
      return InterfaceEvidence(
        name: entry.name, index: index, addresses: entry.addresses.map(\.description),
        isUp: flags.contains(.up), isLoopback: flags.contains(.loopback),
        isPointToPoint: flags.contains(.pointToPoint))
    }
  }
}

/// `IFF_…` of `<net/if.h>`.
package struct InterfaceFlags: OptionSet, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let up = Self(rawValue: 0x1)
  package static let loopback = Self(rawValue: 0x8)
  package static let pointToPoint = Self(rawValue: 0x10)
}

extension IPAddress {
  /// Thirty-two hexadecimal digits; only a link-local address belongs to an interface.
  fileprivate init?(hex: Substring, interface: UInt32) {
    let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == 32, hex.utf8.count == 32 else { return nil }
    let bytes = stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    let isLinkLocal = bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    self.init(bytes: bytes, zone: isLinkLocal ? interface : 0)
  }
}
