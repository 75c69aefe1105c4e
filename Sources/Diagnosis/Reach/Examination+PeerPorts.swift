import Evidence
import FlinkConfiguration

extension Examination {
  /// Every known port that this node must reach, with those that tell more about one that fails.
  ///
  /// By the roles of this node: a TaskManager needs the JobManager and the other TaskManagers' data
  /// ports, a JobManager the TaskManagers' RPC; all need ZooKeeper where it is on. REST is asked in
  /// any role: that it answers says of a silent RPC port that the JobManager runs. A port that is
  /// random is in it only where REST or a log names it, and nothing that the deployer names.
  package var peerPorts: [PeerPort] { shared(\.peerPorts) { $0.portsToReach() } }

  private func portsToReach() -> [PeerPort] {
    let roles = roles
    // Where nothing tells what this node does, it is taken for one that talks to the JobManager.
    let isTaskManager = roles.isEmpty || roles.contains(.taskManager)
    var peers = jobManagerPorts(withBlobServer: isTaskManager || roles.contains(.jobManager))
    if roles.contains(.jobManager) {
      peers += workerPorts(
        .taskManagerRpc, "taskmanager.rpc.port", bind: "taskmanager.rpc.bind-port")
      peers += workerPorts(.metrics, "metrics.internal.query-service.port", bind: nil)
    }
    if roles.contains(.taskManager) {
      // What a TaskManager sends to itself takes no port.
      peers += workerPorts(
        .taskManagerData, "taskmanager.data.port", bind: "taskmanager.data.bind-port"
      ).filter { !isThisNode($0.host) }
    }
    peers += zooKeeperPorts + storagePorts
    if roles.contains(.jobManager) { add(registeredPorts(.taskManagerRpc), to: &peers) }
    if roles.contains(.taskManager) {
      add(registeredPorts(.taskManagerData).filter { !isThisNode($0.host) }, to: &peers)
    }
    add(loggedPorts, to: &peers)
    return peers
  }

  /// Adds ports that REST or a log names and that are not among those known already.
  private func add(_ named: [PeerPort], to peers: inout [PeerPort]) {
    peers += named.filter { one in !peers.contains { isSame($0, one) } }
  }

  /// Whether a port that somebody names by its address is one that the configuration names.
  private func isSame(_ known: PeerPort, _ named: PeerPort) -> Bool {
    guard known.ports.contains(named.ports[0]) else { return false }
    return known.host == named.host
      || evidence.name(known.host)?.addresses.contains(named.host) == true
  }

  private func jobManagerPorts(withBlobServer: Bool) -> [PeerPort] {
    guard let endpoint = jobManagerEndpoint else { return [] }
    var peers = leaderHosts(endpoint).compactMap { host, place in
      endpoint.sampled.map {
        PeerPort(
          .jobManagerRpc, host: host, $0, key: endpoint.portKey, setting: endpoint.portSetting,
          place: place)
      }
    }
    // The blob server listens where the JobManager does, which with high availability is any of
    // several machines; the leader tells TaskManagers its port.
    if withBlobServer, !endpoint.isElected {
      let setting = setting("blob.server.port")
      let image = deployment == .docker && setting == nil ? "6124" : nil
      if let ports = sampledPorts(image ?? text("blob.server.port")) {
        peers.append(
          PeerPort(
            .blobServer, host: endpoint.host, ports, key: "blob.server.port", setting: setting,
            place: endpoint.address.location))
      }
    }
    if !endpoint.isElected {
      if let rest = restPort(of: endpoint) { peers.append(rest) }
    } else {
      // Of each master, since its REST tells a machine that is off from a firewall.
      peers += leaderHosts(endpoint).compactMap { host, place in
        numberedPort("rest.port").map {
          PeerPort(
            .rest, host: host, $0, key: "rest.port", setting: setting("rest.port"), place: place)
        }
      }
    }
    return peers
  }

  /// With leaders elected, every master of `masters` beside the host of the address.
  private func leaderHosts(_ endpoint: JobManagerEndpoint) -> [(String, Location?)] {
    var hosts = [(endpoint.host, endpoint.address.location)]
    guard endpoint.isElected else { return hosts }
    for entry in hostEntries("masters") where !hosts.contains(where: { $0.0 == entry.host }) {
      hosts.append((entry.host, entry.place))
    }
    return hosts
  }

  /// Clients connect to `rest.port` at `rest.address`, whatever `rest.bind-port` says.
  private func restPort(of endpoint: JobManagerEndpoint) -> PeerPort? {
    // Not the JobManager's address, to which Flink falls back: that is the endpoint's.
    let address = setting("rest.address").flatMap { $0.key == "jobmanager.rpc.address" ? nil : $0 }
    // Shipped as localhost, which says where the command line finds it on the JobManager's machine.
    let isOwn = address.map { Host.isLoopback($0.text) || Host.isWildcard($0.text) } ?? true
    let host = isOwn ? endpoint.host : address.flatMap { dialledHost($0.text) } ?? endpoint.host
    return numberedPort("rest.port").map {
      PeerPort(
        .rest, host: host, $0, key: "rest.port", setting: setting("rest.port"),
        place: isOwn ? endpoint.address.location : address?.location)
    }
  }

  /// nil for 0, and for what Flink does not take for a port.
  private func numberedPort(_ option: String) -> SampledPorts? {
    guard let port = try? JavaNumber.int(text(option) ?? ""), 1...65535 ~= port else { return nil }
    return SampledPorts(port: Int(port))
  }

  /// A port of each TaskManager of `workers`: the advertised one, else the one it listens on.
  private func workerPorts(_ role: PortRole, _ option: String, bind: String?) -> [PeerPort] {
    guard deployment == .standalone else { return [] }
    let key = sampledPorts(text(option)) == nil && bind != nil ? bind ?? option : option
    guard let ports = sampledPorts(text(key)) else { return [] }
    return workerEntries.map { entry in
      PeerPort(
        role, host: entry.host, ports, key: key, setting: setting(key), place: entry.place)
    }
  }

  private var zooKeeperPorts: [PeerPort] {
    guard deployment != .kubernetesNative,
      highAvailability == .zookeeper,
      let quorum = setting("high-availability.zookeeper.quorum")
    else { return [] }
    return ZooKeeperQuorum(quorum.text).servers.compactMap { server in
      guard let port = Int(server.port ?? "2181"), 1...65535 ~= port,
        let host = dialledHost(server.host)
      else { return nil }
      return PeerPort(
        .zooKeeper, host: host, SampledPorts(port: port),
        key: "high-availability.zookeeper.quorum", setting: quorum, place: quorum.location)
    }
  }

  package func sampledPorts(_ text: String?) -> SampledPorts? {
    guard let text else { return nil }
    let range = try? PortRange.parse(text, version: versionAmong(PortRange.changes))
    return range.flatMap { SampledPorts($0) }
  }

  /// A host as it is looked up; nil for what is none.
  package func dialledHost(_ text: String) -> String? {
    let version = versionAmong(HostGrammar.changes)
    guard var host = try? HostGrammar.parse(text, version: version), !host.isEmpty else {
      return nil
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    return host
  }
}
