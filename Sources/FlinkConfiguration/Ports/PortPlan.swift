/// Who must be able to connect to whom, at which port: what a firewall has to let through.
///
/// A pure function of the configuration: `flinkdoctor ports` prints it, and rules judge it.
package struct PortPlan: Sendable, Hashable {
  /// Opens connections, or accepts them.
  package enum Party: String, Sendable, Hashable, CaseIterable {
    case jobManager = "JobManager"
    case taskManager = "TaskManager"
    case client
    case monitoring
    case zookeeper = "ZooKeeper"
    case kubernetes = "Kubernetes API"
  }

  /// What starts the processes: native Kubernetes and YARN set some ports by themselves.
  package enum Manager: String, Sendable, Hashable, CaseIterable {
    case standalone
    case docker
    case kubernetes
    case kubernetesNative = "kubernetes-native"
    case yarn
  }

  /// The ports that may be taken.
  package enum Ports: Sendable, Hashable {
    /// In the order in which Flink tries them.
    case known(PortRange)
    /// Whatever the operating system gives: nobody can open it beforehand.
    case random
    /// Flink does not read the value.
    case unreadable(String)
  }

  package struct Row: Sendable, Hashable {
    package let from: Party
    package let to: Party
    package let ports: Ports
    /// The key that decides the port, whether it is set or not.
    package let key: String
    /// `tcp`, or `tcp, TLS`.
    package let `protocol`: String
    package let purpose: String
    /// A host where the party is one that the configuration names (ZooKeeper's servers).
    package let host: String?

    package init(
      _ from: Party, _ to: Party, _ ports: Ports, key: String, protocol: String = "tcp",
      _ purpose: String, host: String? = nil
    ) {
      self.from = from
      self.to = to
      self.ports = ports
      self.key = key
      self.protocol = `protocol`
      self.purpose = purpose
      self.host = host
    }
  }

  /// A key to set so that the port is known, with a value in Flink's documentation's manner.
  package struct Pin: Sendable, Hashable {
    package let key: String
    package let value: String
  }

  package let rows: [Row]

  /// What to write so that no row is random any more, in the order of the rows.
  package let pins: [Pin]

  /// - Parameters:
  ///   - version: decides keys and defaults.
  ///   - manager: what starts the processes.
  ///   - taskManagersPerHost: a fixed port is a range where there are several.
  ///   - names: every key that is set, for reporters, whose names are the user's own.
  ///   - lookup: the value of an option as it is set, under its own key or one that Flink still
  ///     honours; nil for the default.
  package init(
    version: VersionInForce, manager: Manager = .standalone, taskManagersPerHost: Int = 1,
    names: [String] = [], lookup: @escaping (String) -> String?
  ) {
    let source = PortSource(version: version, manager: manager, lookup: lookup)
    rows =
      source.jobManagerRows + source.taskManagerRows
      + source.metricsRows(names: names) + source.highAvailabilityRows
    let keys = rows.filter { $0.ports == .random }.map(\.key)
    pins = keys.uniqued.compactMap {
      PortSource.pin($0, version: version, perHost: max(taskManagersPerHost, 1))
    }
  }

  /// Whether every port is known beforehand.
  package var isFixed: Bool { !rows.contains { $0.ports == .random } }
}

extension PortPlan.Ports: CustomStringConvertible {
  /// As an operator writes it: `6123`, `50100-50200,50300`, `random`.
  package var description: String {
    switch self {
    case .random: "random"
    case .unreadable(let text): "unreadable: \(text)"
    case .known(let range):
      range.ranges.map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
      }.joined(separator: ",")
    }
  }
}

extension [String] {
  /// Without repetitions, in order.
  fileprivate var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
