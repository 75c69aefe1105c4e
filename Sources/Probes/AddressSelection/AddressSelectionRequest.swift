package import Sockets

/// What decides under which address a TaskManager registers, as far as the configuration tells.
package struct AddressSelectionRequest: Sendable, Hashable {
  package enum Leader: Sendable, Hashable {
    /// After Flink's normalisation, IPv6 without brackets.
    case at(host: String, port: Int)
    /// High availability tells it to TaskManagers, and nothing told it to the doctor.
    case unknown(reason: String)
    /// Flink finds no host in the address, so that no TaskManager starts that looks for its own.
    case unreadable(reason: String)
  }

  /// This machine's host name.
  package var ownName: String
  /// Why no TaskManager starts, whatever its address; in Flink's words.
  package var refusal: String?
  /// `taskmanager.host`, normalised, IPv6 without brackets.
  package var configured: String?
  /// `taskmanager.bind-host`, normalised, IPv6 without brackets; nil where it is not set.
  package var bindHost: String?
  /// `taskmanager.network.bind-policy`, as written.
  package var policy: String
  package var lookupTimeout: Duration
  package var leader: Leader
  package var java: JavaNetworking

  package init(
    ownName: String, refusal: String? = nil, configured: String? = nil, bindHost: String? = nil,
    policy: String = "ip", lookupTimeout: Duration = .seconds(10), leader: Leader,
    java: JavaNetworking = JavaNetworking()
  ) {
    self.ownName = ownName
    self.refusal = refusal
    self.configured = configured
    self.bindHost = bindHost
    self.policy = policy
    self.lookupTimeout = lookupTimeout
    self.leader = leader
    self.java = java
  }

  /// Whether Flink looks for an address at all.
  package var isSearching: Bool { refusal == nil && configured == nil }

  /// The names whose addresses decide, and the one that others will have to resolve.
  package var hosts: [String] {
    guard isSearching else { return [configured, bindHost].compactMap(\.self) }
    let own = [ownName] + [bindHost].compactMap(\.self)
    if case .at(let host, _) = leader { return own + [host] }
    return own
  }
}

/// The two properties of a JVM that decide which addresses it sees, and in which order.
package struct JavaNetworking: Sendable, Hashable {
  package enum Order: Sendable, Hashable {
    case ipv4First
    case ipv6First
    /// As the system's resolver has it.
    case system
  }

  /// `-Djava.net.preferIPv4Stack=true`: there is no IPv6 at all.
  package var isIPv4Only: Bool
  /// `-Djava.net.preferIPv6Addresses`.
  package var order: Order

  package init(isIPv4Only: Bool = false, order: Order = .ipv4First) {
    self.isIPv4Only = isIPv4Only
    self.order = order
  }

  /// As `InetAddress.getAllByName` has them; the first is the one that is dialled.
  package func ordered(_ addresses: [IPAddress]) -> [IPAddress] {
    let four = addresses.filter(\.isIPv4)
    guard !isIPv4Only else { return four }
    let six = addresses.filter { !$0.isIPv4 }
    return switch order {
    case .ipv4First: four + six
    case .ipv6First: six + four
    case .system: addresses
    }
  }

  /// What the options of a command line say, the last of each counting.
  package init(options: String) {
    self.init()
    for word in options.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1].lowercased() : ""
      switch parts[0] {
      case "-Djava.net.preferIPv4Stack": isIPv4Only = value == "true"
      case "-Djava.net.preferIPv6Addresses":
        order = value == "true" ? .ipv6First : value == "system" ? .system : .ipv4First
      default: break
      }
    }
  }
}
