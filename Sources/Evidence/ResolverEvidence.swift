/// How this machine looks names up: what its files say, before anybody is asked.
package struct ResolverEvidence: Sendable, Hashable, Codable {
  /// The words of the `hosts:` line of /etc/nsswitch.conf, actions in brackets among them; nil when
  /// there is no such line, and the C library's own order holds.
  package var services: [String]?
  /// The number of that line.
  package var servicesLine: Int?
  /// The name servers of /etc/resolv.conf, three at most; empty when it names none, and a server on
  /// this machine is asked.
  package var servers: [String]
  package var search: [String]
  package var dots: Int
  /// The `options` of /etc/resolv.conf as they stand there: `rotate`, `timeout:1`.
  package var options: [String]
  /// Lines of /etc/hosts that the resolver passes over without a word.
  package var hostsFaults: [HostsFileFault]

  package init(
    services: [String]? = nil, servicesLine: Int? = nil, servers: [String] = [],
    search: [String] = [], dots: Int = 1, options: [String] = [],
    hostsFaults: [HostsFileFault] = []
  ) {
    self.services = services
    self.servicesLine = servicesLine
    self.servers = servers
    self.search = search
    self.dots = dots
    self.options = options
    self.hostsFaults = hostsFaults
  }
}

/// A line of /etc/hosts that gives no name an address.
package struct HostsFileFault: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    /// The line does not begin with an address.
    case noAddress
    /// Nothing stands behind the address.
    case noName
  }

  package var line: Int
  package var text: String
  package var kind: Kind
  /// The names that the line seems to be meant for.
  package var names: [String]

  package init(line: Int, text: String, kind: Kind, names: [String] = []) {
    self.line = line
    self.text = text
    self.kind = kind
    self.names = names
  }
}
