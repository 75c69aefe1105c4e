/// The ports that one configuration decides, by the process that listens on them.
struct PortSource {
  let version: VersionInForce
  let manager: PortPlan.Manager
  let lookup: (String) -> String?

  var mode: HighAvailabilityMode {
    let version = version.among(HighAvailabilityMode.changes)
    return HighAvailabilityMode(lookup(HighAvailabilityMode.key(in: version)), version: version)
  }

  /// RPC and data go over TLS with `security.ssl.internal.enabled`, REST with `…rest.enabled`.
  private func transport(_ part: String) -> String {
    isOn("security.ssl.\(part).enabled") ? "tcp, TLS" : "tcp"
  }

  func isOn(_ option: String) -> Bool { lookup(option)?.lowercased() == "true" }

  /// Ports of a text as Flink takes it; 0 is random.
  func read(_ text: String?) -> PortPlan.Ports {
    guard let text else { return .random }
    guard let range = try? PortRange.parse(text, version: version.among(PortRange.changes)),
      !range.isEmpty
    else {
      return .unreadable(text)
    }
    return range.isRandom ? .random : .known(range)
  }

  func ports(_ option: String) -> PortPlan.Ports {
    read(lookup(option) ?? version.option(option)?.default)
  }

  var jobManagerRows: [PortPlan.Row] {
    let (key, rpc) = jobManagerRpc
    let rest = manager == .kubernetesNative ? orFixed("rest.bind-port", 8081) : restPorts
    // rest.bind-port falls back to rest.port.
    let restKey =
      lookup("rest.bind-port") == lookup("rest.port") ? "rest.port" : "rest.bind-port"
    let isInternal = transport("internal")
    return [
      .init(
        .taskManager, .jobManager, rpc, key: key, protocol: isInternal,
        "registration, heartbeats and calls"),
      .init(
        .taskManager, .jobManager, blobPorts, key: "blob.server.port", protocol: isInternal,
        "jars and large messages of a job"),
      .init(
        .client, .jobManager, rest,
        key: manager == .yarn && lookup("rest.bind-port") == nil ? "rest.bind-port" : restKey,
        protocol: transport("rest"), "REST: flink run, web UI"),
    ]
  }

  /// On YARN Flink takes a random port; with high availability the rpc port has no say.
  private var jobManagerRpc: (String, PortPlan.Ports) {
    let highAvailability = "high-availability.jobmanager.port"
    if manager == .kubernetesNative { return ("jobmanager.rpc.port", ports("jobmanager.rpc.port")) }
    if mode.isOn { return (highAvailability, ports(highAvailability)) }
    if manager == .yarn { return ("jobmanager.rpc.port", .random) }
    if let bind = lookup("jobmanager.rpc.bind-port") {
      return ("jobmanager.rpc.bind-port", read(bind))
    }
    return ("jobmanager.rpc.port", ports("jobmanager.rpc.port"))
  }

  private var restPorts: PortPlan.Ports {
    if let bind = lookup("rest.bind-port") { return read(bind) }
    return manager == .yarn ? .random : ports("rest.port")
  }

  /// The image writes 6124, native Kubernetes takes 6124 for 0.
  private var blobPorts: PortPlan.Ports {
    switch manager {
    case .docker: lookup("blob.server.port") == nil ? read("6124") : ports("blob.server.port")
    case .kubernetesNative: orFixed("blob.server.port", 6124)
    case .standalone, .kubernetes, .yarn: ports("blob.server.port")
    }
  }

  /// Native Kubernetes puts a fixed port in the place of 0 (`KubernetesUtils.checkAndUpdatePortConfigOption`).
  private func orFixed(_ option: String, _ port: UInt16) -> PortPlan.Ports {
    let text = lookup(option)
    return text == nil || text == "0" ? .known(PortRange([port...port])) : read(text)
  }

  var taskManagerRows: [PortPlan.Row] {
    let isInternal = transport("internal")
    let rpc =
      manager == .kubernetesNative
      ? orFixed("taskmanager.rpc.port", 6122)
      : lookup("taskmanager.rpc.bind-port").map { read($0) } ?? ports("taskmanager.rpc.port")
    let rpcKey =
      lookup("taskmanager.rpc.bind-port") == nil
      ? "taskmanager.rpc.port" : "taskmanager.rpc.bind-port"
    let dataKey =
      lookup("taskmanager.data.bind-port") == nil
      ? "taskmanager.data.port" : "taskmanager.data.bind-port"
    var rows: [PortPlan.Row] = [
      .init(
        .jobManager, .taskManager, rpc, key: rpcKey, protocol: isInternal,
        "tasks, checkpoints and calls"),
      .init(
        .taskManager, .taskManager, ports(dataKey), key: dataKey, protocol: isInternal,
        "data between tasks"),
    ]
    if version.isFrom(FlinkVersion(1, 19)) {
      rows.append(
        .init(
          .jobManager, .taskManager, ports("taskmanager.collect-sink.port"),
          key: "taskmanager.collect-sink.port", "results of collect()"))
    }
    if isOn("queryable-state.enable") {
      rows += [
        .init(
          .client, .taskManager, ports("queryable-state.proxy.ports"),
          key: "queryable-state.proxy.ports", "queries of state"),
        .init(
          .taskManager, .taskManager, ports("queryable-state.server.ports"),
          key: "queryable-state.server.ports", "queries of state"),
      ]
    }
    return rows
  }

  func metricsRows(names: [String]) -> [PortPlan.Row] {
    var rows: [PortPlan.Row] = [
      .init(
        .jobManager, .taskManager, ports("metrics.internal.query-service.port"),
        key: "metrics.internal.query-service.port", protocol: transport("internal"),
        "metrics for the web UI")
    ]
    if let jmx = lookup("jmx.server.port") {
      for party in [PortPlan.Party.jobManager, .taskManager] {
        rows.append(.init(.monitoring, party, read(jmx), key: "jmx.server.port", "JMX"))
      }
    }
    for (key, ports) in reporters(names) {
      for party in [PortPlan.Party.jobManager, .taskManager] {
        rows.append(.init(.monitoring, party, ports, key: key, "metrics reporter"))
      }
    }
    return rows
  }

  /// The reporters that listen: those with a port, and Prometheus, which has one by default.
  private func reporters(_ names: [String]) -> [(String, PortPlan.Ports)] {
    let prefix = "metrics.reporter."
    var reporters: [String: PortPlan.Ports] = [:]
    for key in names
    where key.hasPrefix(prefix) && (key.hasSuffix(".port") || key.hasSuffix("class")) {
      let parts = key.dropFirst(prefix.count).split(separator: ".")
      guard parts.count > 1, let name = parts.first else { continue }
      let own = "\(prefix)\(name).port"
      let value = lookup(key)
      let isPrometheus =
        value?.hasSuffix("PrometheusReporter") == true
        || value?.hasSuffix("PrometheusReporterFactory") == true
      guard key == own || isPrometheus else { continue }
      // One that pushes its metrics has a host and a port to push them to.
      if lookup("\(prefix)\(name).host") != nil || lookup("\(prefix)\(name).hostUrl") != nil {
        continue
      }
      if key == own {
        reporters[own] = read(value)
      } else if isPrometheus, lookup(own) == nil {
        reporters[own] = .known(PortRange([9249...9249]))
      }
    }
    return reporters.sorted { $0.key < $1.key }
  }

  var highAvailabilityRows: [PortPlan.Row] {
    if mode.isKubernetes {
      return [PortPlan.Party.jobManager, .taskManager].map { party in
        .init(
          party, .kubernetes, .known(PortRange([443...443])), key: "kubernetes.service-account",
          protocol: "tcp, TLS", "leaders and jobs in ConfigMaps")
      }
    }
    guard mode == .zookeeper, let quorum = lookup("high-availability.zookeeper.quorum") else {
      return []
    }
    let servers = quorum.prefix { $0 != "/" }.split(separator: ",").map { part in
      let server = part.filter { $0 != " " }
      let colon = server.lastIndex(of: ":")
      return (
        host: String(server[..<(colon ?? server.endIndex)]),
        port: colon.map { String(server[server.index(after: $0)...]) } ?? "2181"
      )
    }
    return servers.flatMap { server in
      [PortPlan.Party.jobManager, .taskManager, .client].map { party in
        .init(
          party, .zookeeper, read(server.port), key: "high-availability.zookeeper.quorum",
          "the leader's address", host: server.host)
      }
    }
  }

  /// A value for a key whose port is random.
  static func pin(_ key: String, version: VersionInForce, perHost: Int) -> PortPlan.Pin? {
    func range(_ first: Int) -> String {
      perHost > 1 ? "\(first)-\(first + perHost - 1)" : "\(first)"
    }
    switch key {
    case "jobmanager.rpc.port": return PortPlan.Pin(key: key, value: "6123")
    case "high-availability.jobmanager.port": return PortPlan.Pin(key: key, value: "50010-50025")
    case "blob.server.port": return PortPlan.Pin(key: key, value: "6124")
    case "rest.port", "rest.bind-port": return PortPlan.Pin(key: key, value: "8081")
    case "taskmanager.rpc.port", "taskmanager.rpc.bind-port":
      return PortPlan.Pin(key: "taskmanager.rpc.port", value: perHost > 1 ? range(50100) : "6122")
    case "taskmanager.data.port", "taskmanager.data.bind-port":
      // A range for data came with 1.19, as the bind port.
      if perHost > 1 {
        return version.isFrom(FlinkVersion(1, 19))
          ? PortPlan.Pin(key: "taskmanager.data.bind-port", value: range(50200)) : nil
      }
      return PortPlan.Pin(key: "taskmanager.data.port", value: "6121")
    case "metrics.internal.query-service.port":
      return PortPlan.Pin(key: key, value: "50300-50400")
    case "taskmanager.collect-sink.port":
      return perHost > 1 ? nil : PortPlan.Pin(key: key, value: "6126")
    default: return nil
    }
  }
}
