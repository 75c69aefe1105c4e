import Evidence
import Glibc
import Sockets

/// The system's name for an address.
struct ReverseNameAnswer: Sendable {
  var outcome: NameEvidence.Outcome
  var name: String?
  var error: String?
}

extension SystemResolver {
  /// Asks as the JVM does (`Inet6AddressImpl.getHostByAddr`); nil when time ran out.
  func name(of address: IPAddress, until end: ContinuousClock.Instant) async -> ReverseNameAnswer? {
    switch self {
    case .library: await blocking(until: end) { libraryName(of: address) }
    case .getent(let program): await getentName(program, address, until: end)
    }
  }
}

private func libraryName(of address: IPAddress) -> ReverseNameAnswer {
  var buffer = [CChar](repeating: 0, count: 1025)
  let status = RawSocketAddress(address, port: 0).call { socket, size in
    getnameinfo(socket, size, &buffer, socklen_t(buffer.count), nil, 0, NI_NAMEREQD)
  }
  guard status != 0 else {
    let bytes = buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
    return ReverseNameAnswer(outcome: .resolved, name: String(decoding: bytes, as: UTF8.self))
  }
  let words = gai_strerror(status).map { String(cString: $0) }
  return ReverseNameAnswer(outcome: status == EAI_NONAME ? .notFound : .noAnswer, error: words)
}

/// `getent hosts` prints the address and then its names; 2 is that there is none.
private func getentName(
  _ program: String, _ address: IPAddress, until end: ContinuousClock.Instant
) async -> ReverseNameAnswer? {
  let words = [program, "--", "hosts", address.description]
  let result = await blocking(until: end) { () -> Result<ProgramOutput, ProgramFailure> in
    Result { () throws(ProgramFailure) in try output(of: words, until: end) }
  }
  switch result {
  case nil, .failure(.timedOut): return nil
  case .failure(.notStarted):
    return ReverseNameAnswer(outcome: .noAnswer, error: "cannot run getent")
  case .success(let output) where output.exitCode == 0:
    let words = output.bytes.split { $0 <= 32 }
    guard words.count > 1 else { return ReverseNameAnswer(outcome: .notFound) }
    return ReverseNameAnswer(outcome: .resolved, name: String(decoding: words[1], as: UTF8.self))
  case .success(let output):
    return ReverseNameAnswer(outcome: output.exitCode == 2 ? .notFound : .noAnswer)
  }
}
