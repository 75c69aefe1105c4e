import Evidence
import Glibc
import Probes
import Sockets
import SystemPackage

/// The ports of one stand-in: bound as Flink binds them, and what came of it.
struct StandInPorts: Sendable {
  private(set) var listeners: [Listener] = []
  private(set) var evidence: [RehearsedListener] = []

  var areAllOpen: Bool { evidence.allSatisfy { $0.port != nil } }

  /// The port that others are told.
  func advertised(_ role: PortRole, _ plan: RehearsalPlan) -> Int {
    plan.ports.first { $0.role == role }?.advertised ?? port(role)
  }

  /// The port that is listened on; 0 for none.
  func port(_ role: PortRole) -> Int { evidence.first { $0.role == role }?.port ?? 0 }

  /// Binds one after the other; `begin` makes the dialogue of a connection to a port.
  static func open(
    _ plan: RehearsalPlan, _ dialer: Dialer,
    _ begin:
      @escaping @Sendable (
        PortRole, _ port: Int, RemoteEnd, HeldConnection
      ) -> LinkDialogue
  ) async -> StandInPorts {
    var ports = StandInPorts()
    for wanted in plan.ports {
      let (listener, evidence) = await open(wanted, plan, dialer, begin)
      ports.evidence.append(evidence)
      if let listener { ports.listeners.append(listener) }
    }
    return ports
  }

  func close() async {
    for listener in listeners { await listener.close() }
  }

  private static func open(
    _ wanted: RehearsalPlan.Port, _ plan: RehearsalPlan, _ dialer: Dialer,
    _ begin:
      @escaping @Sendable (
        PortRole, _ port: Int, RemoteEnd, HeldConnection
      ) -> LinkDialogue
  ) async -> (Listener?, RehearsedListener) {
    var evidence = RehearsedListener(
      role: wanted.role, key: wanted.key, address: wanted.bindHost ?? "0.0.0.0",
      wanted: wanted.wanted)
    // Java's wildcard is that of IPv6, unless there is none.
    var address = plan.java.isIPv4Only ? IPAddress("0.0.0.0") : nil
    if let host = wanted.bindHost, host != "0.0.0.0", host != "::" {
      let (addresses, error) = await javaLookUp(
        host, as: plan.java, until: .now.advanced(by: plan.timeout))
      guard let first = addresses.first else {
        evidence.error = "\(host) has no address here: \(error ?? "unknown")"
        return (nil, evidence)
      }
      address = first
    }
    for port in wanted.ports.isEmpty ? [0] : wanted.ports {
      let result = await dialer.serve(
        at: address, port: port, most: mostConnections, inside: plan.tls.server(wanted.role)
      ) { remote, connection in begin(wanted.role, Int(port), remote, connection) }
      switch result {
      case .success(let listener):
        evidence.port = listener.port
        evidence.error = nil
        return (listener, evidence)
      case .failure(let failure):
        evidence.error = await words(failure, port: Int(port))
      }
    }
    return (nil, evidence)
  }

  /// The system's words, and for a port that is taken by whom.
  private static func words(_ failure: ListenFailure, port: Int) async -> String {
    let words = Errno(rawValue: failure.errno).description
    guard failure.errno == EADDRINUSE else { return words }
    let end = ContinuousClock.now.advanced(by: .seconds(2))
    let own = await blocking(until: end) {
      OwnPortProbe().look(at: [port], processes: [], until: end)
    }
    guard let holder = own?.holders.first else { return words }
    let who =
      holder.program.map { program in holder.pid.map { "\(program) (pid \($0))" } ?? program }
      ?? "a process of user \(holder.uid)"
    return "\(words): held by \(who)"
  }

  private static let mostConnections = 12_000
}
