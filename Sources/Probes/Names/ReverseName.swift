import Sockets

extension NameProbe {
  /// The name of an address as `InetAddress.getHostName` finds it; nil when time ran out.
  ///
  /// Java believes a name only if it leads back to the address, and else takes the address for it.
  func name(of address: IPAddress, within limit: TimeLimit) async -> String? {
    let end = limit.end
    let asked = IPAddress(bytes: address.bytes, zone: 0)
    guard let looked = await resolver.name(of: asked, until: end) else { return nil }
    guard let name = looked.name else { return address.registered }
    guard let answer = await system(name, until: end) else { return nil }
    let isItsOwn = answer.addresses.contains { $0.bytes == address.bytes }
    return isItsOwn ? name : address.registered
  }
}
