package import Remoting

/// A port where an actor system of Flink must answer, and what is known of it.
package struct RemotingTarget: Sendable, Hashable {
  package var port: PortTarget
  /// The schemes to ask in, the likelier first; empty where they are not known and not guessed.
  package var schemes: [RemotingScheme]
  /// Where the peer's REST endpoint tells its version, for when `schemes` are not known; plain HTTP.
  package var restPort: Int?
  /// The configuration has TLS between Flink's processes.
  package var isTLS: Bool
  /// The configuration's own keys for it.
  package var tls: TLSKeys?
  /// The largest frame that the configuration lets this node's processes send.
  package var frameSize: Int?

  package init(
    port: PortTarget, schemes: [RemotingScheme], restPort: Int? = nil, isTLS: Bool = false,
    tls: TLSKeys? = nil, frameSize: Int? = nil
  ) {
    self.port = port
    self.schemes = schemes
    self.restPort = restPort
    self.isTLS = isTLS
    self.tls = tls
    self.frameSize = frameSize
  }

  /// The conversation to hold within what is left of `limit`, the farewell included; large texts
  /// must pass the configured frame size.
  func plan(within limit: TimeLimit) -> RemotingPlan {
    var plan = RemotingPlan(schemes: schemes)
    plan.limit = max(limit.remaining - plan.farewell, .zero)
    plan.isTLS = isTLS
    if let frameSize { plan.echoSizes.removeAll { $0 + 1000 > frameSize } }
    return plan
  }
}

extension ProbePlan {
  /// The ports that no conversation opens.
  var portsToDial: [PortTarget] {
    ports.filter { port in
      !remoting.contains { $0.port.host == port.host && $0.port.port == port.port }
    }
  }
}
