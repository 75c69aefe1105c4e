import Evidence
import Glibc
import Sockets
import SystemPackage

extension NameProbe {
  /// The name of an address as `InetAddress.getHostName` finds it; nil when time ran out.
  ///
  /// Java believes a name only if it leads back to the address, and else takes the address for it.
  func name(of address: IPAddress, within limit: TimeLimit) async -> String? {
    let end = limit.end
    let looked: String??
    switch resolver {
    case .library: looked = await blocking(until: end) { libraryName(of: address) }
    case .getent(let program): looked = await getentName(program, of: address, until: end)
    }
    guard let looked else { return nil }
    guard let name = looked else { return address.registered }
    guard let answer = await look(up: name, within: limit) else { return nil }
    let isItsOwn = answer.addresses.contains { IPAddress($0)?.bytes == address.bytes }
    return isItsOwn ? name : address.registered
  }
}

/// `getnameinfo` with NI_NAMEREQD, as `Inet6AddressImpl.getHostByAddr` asks; it blocks.
private func libraryName(of address: IPAddress) -> String? {
  var name = [CChar](repeating: 0, count: 1025)
  let address = RawSocketAddress(IPAddress(bytes: address.bytes, zone: 0), port: 0)
  let status = address.call { socket, size in
    getnameinfo(socket, size, &name, socklen_t(name.count), nil, 0, NI_NAMEREQD)
  }
  guard status == 0 else { return nil }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

/// The second word of `getent hosts ADDRESS`; nil when time ran out.
private func getentName(
  _ program: String, of address: IPAddress, until end: ContinuousClock.Instant
) async -> String?? {
  let text = address.description
  let result = await blocking(until: end) { () -> Result<ProgramOutput, ProgramFailure> in
    Result { () throws(ProgramFailure) in
      try output(of: [program, "hosts", text], until: end)
    }
  }
  switch result {
  case nil, .failure(.timedOut): return nil
  case .failure(.notStarted): return .some(nil)
  case .success(let output):
    let words = String(decoding: output.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return .some(words.count > 1 ? String(words[1]) : nil)
  }
}
