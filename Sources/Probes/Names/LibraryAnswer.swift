import Evidence
import Glibc
import Sockets
import SystemPackage

/// Asks `getaddrinfo` as the JVM does: both families, no filter by the node's own addresses.
///
/// Flags and family are those of `Inet6AddressImpl.lookupAllHostAddr` (JDK 8 to 21). It blocks.
func libraryAnswer(_ name: String, family: Int32 = AF_UNSPEC) -> SystemAnswer {
  var hints = addrinfo()
  hints.ai_flags = AI_CANONNAME
  hints.ai_family = family
  // One entry per address instead of one per socket type; it changes no question and no order.
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var list: UnsafeMutablePointer<addrinfo>?
  let status = getaddrinfo(name, nil, &hints, &list)
  let systemError = errno
  defer { if list != nil { freeaddrinfo(list) } }
  guard status == 0 else { return failure(status, systemError) }
  var addresses: [IPAddress] = []
  var entry = list
  while let here = entry {
    if let socket = here.pointee.ai_addr, let address = IPAddress(socket) {
      addresses.append(address)
    }
    entry = here.pointee.ai_next
  }
  guard !addresses.isEmpty else { return failure(EAI_NONAME, 0) }
  return .resolved(addresses)
}

private func failure(_ status: Int32, _ systemError: Int32) -> SystemAnswer {
  let words =
    status == EAI_SYSTEM
    ? Errno(rawValue: systemError).description
    : gai_strerror(status).map { String(cString: $0) }
  switch status {
  case EAI_NONAME, addressFamily, noData: return SystemAnswer(outcome: .notFound, error: words)
  default: return SystemAnswer(outcome: .noAnswer, error: words)
  }
}

// EAI_NODATA and EAI_ADDRFAMILY of <netdb.h>, which shows them to GNU programs only.
private let noData: Int32 = -5
private let addressFamily: Int32 = -9
