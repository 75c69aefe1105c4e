import Evidence
import Glibc
import Sockets

/// What the system's resolver says of a name, before anything is made of it.
struct SystemAnswer: Sendable {
  var outcome: NameEvidence.Outcome
  /// In the resolver's order, each once.
  var addresses: [IPAddress] = []
  /// The resolver's own words when there is no answer.
  var error: String?
  /// There is nobody to ask: this machine has no such program.
  var isMissing = false

  static func resolved(_ addresses: [IPAddress]) -> Self {
    var seen: Set<IPAddress> = []
    return Self(outcome: .resolved, addresses: addresses.filter { seen.insert($0).inserted })
  }
}

/// Who is asked for the system's view of a name.
package enum SystemResolver: Sendable {
  /// `getaddrinfo`, as the JVM does.
  case library
  /// `getent ahosts`, which loads the name service modules that a static executable cannot.
  ///
  /// Where it is missing, as in the smallest containers, the hosts file and the name servers count.
  case getent(program: String = "getent")

  /// The one that works in this build; the portable build is compiled with `PORTABLE`.
  package static var ofThisBuild: Self {
    #if PORTABLE
      .getent()
    #else
      .library
    #endif
  }

  /// As a JVM without IPv6 asks: for IPv4 alone, which turns `::1` of a hosts file into 127.0.0.1.
  func askIPv4(_ name: String, until end: ContinuousClock.Instant) async -> SystemAnswer? {
    switch self {
    case .library: await blocking(until: end) { libraryAnswer(name, family: AF_INET) }
    case .getent(let program):
      await getentAnswer(program, name, database: "ahostsv4", until: end)
    }
  }

  func ask(_ name: String, until end: ContinuousClock.Instant) async -> SystemAnswer? {
    switch self {
    case .library: await blocking(until: end) { libraryAnswer(name) }
    case .getent(let program): await getentAnswer(program, name, until: end)
    }
  }
}
