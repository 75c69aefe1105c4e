package import Diagnosis
package import Evidence

/// What came of looking up a host that the configuration names.
package enum NameResult: Sendable {
  /// It has addresses here.
  case found(NameEvidence)
  case missing(NameEvidence)
  /// It cannot be told, and why.
  case unknown(String)
}

extension Examination {
  /// How a name stands on this node; nil when nothing was looked up at all (`--static`).
  ///
  /// What Docker and Kubernetes alone resolve is unknown outside of their networks.
  package func result(of host: String) -> NameResult? {
    guard let name = evidence.name(host) else {
      return evidence.node == nil ? nil : .unknown("the deadline came before an answer")
    }
    let isKnownSomewhere = name.servers.contains { $0.outcome == .resolved }
    switch name.outcome {
    case .resolved: return .found(name)
    case .timedOut where isKnownSomewhere || !name.servers.contains(where: \.isTelling):
      return .unknown("the system had no answer after \(name.durationMs.asMilliseconds)")
    case .notFound, .noAnswer, .timedOut:
      if let network = networkThatKnows(name) {
        return .unknown(
          "\(host) has no address here, as is right for a service's name outside \(network)")
      }
      return .missing(name)
    }
  }

  /// The network inside which alone a name has an address, when this node seems to be outside of it.
  ///
  /// Inside, a container asks Docker's own server, and a pod appends `svc` and the cluster's domain.
  private func networkThatKnows(_ name: NameEvidence) -> String? {
    switch deployment {
    case .docker:
      name.servers.contains { $0.server == "127.0.0.11" } ? nil : "its docker network"
    case .kubernetes:
      name.servers.contains { $0.isInsideKubernetes } ? nil : "its Kubernetes cluster"
    case .standalone, .kubernetesNative, .yarn: nil
    }
  }

  /// The hosts of some uses, each once per place that names it.
  package func namedHosts(_ uses: NamedHost.Use...) -> [NamedHost] {
    namedHosts.filter { uses.contains($0.use) }
  }

  /// The configuration's first place for each host that it names, and this machine's own name.
  package var hostsInQuestion: [HostInQuestion] {
    var seen: Set<String> = []
    var hosts = namedHosts.filter { seen.insert($0.host).inserted }.map { named in
      HostInQuestion(host: named.host, location: named.location, key: named.key)
    }
    if let own = ownName, seen.insert(own.lowercased()).inserted {
      hosts.append(HostInQuestion(host: own, location: nil, key: nil))
    }
    return hosts
  }

  /// What this machine calls itself; nil when nothing was looked at.
  package var ownName: String? {
    evidence.node.flatMap { $0.hostname.isEmpty ? nil : $0.hostname }
  }

  /// What others see where a host's name leads to another machine than is meant.
  package func missed(at host: String) -> Set<Symptom> {
    var symptoms: Set<Symptom> = []
    for peer in peerPorts where peer.host == host {
      for port in peer.ports { symptoms.insert(.unreachable(host: host, port: port)) }
    }
    if host == jobManagerEndpoint?.host { symptoms.insert(.jobManagerNotFound) }
    return symptoms
  }

  /// Whether some port answered at an address of a host.
  package func isReached(_ host: String, at address: String) -> Bool {
    evidence.dials.contains {
      $0.outcome == .open && $0.address == address && $0.host.lowercased() == host.lowercased()
    }
  }
}

/// A name that something of this cluster looks up here.
package struct HostInQuestion: Sendable {
  package let host: String
  /// Where the configuration names it; nil for this machine's own name.
  package let location: Location?
  package let key: String?
}

extension NamedHost {
  package var subject: String { "name:\(host)" }

  package var passed: Verdict {
    Verdict(.passed, subject: subject, location: location, key: key)
  }

  package func unknown(_ reason: String) -> Verdict {
    Verdict(
      .unknown(reason: reason, blockedBy: nil), subject: subject, location: location, key: key)
  }

  /// A finding that the name has no address on this node.
  package func missing(
    _ severity: Severity, _ name: NameEvidence, _ consequence: String, explains: Set<Symptom> = []
  ) -> Verdict {
    let known = name.servers.first { $0.outcome == .resolved }?.addresses.first
    let line = "\(known ?? "<its address>") \(host)"
    return Verdict(
      .finding(severity), subject: subject,
      message: "\(host), which \(key) names, has \(name.lack). \(consequence)",
      location: location, key: key, peer: Peer(host: host), evidence: name.lines,
      fix: Fix("put the line `\(line)` into /etc/hosts of every node, or enter the name in DNS"),
      shows: [.unresolved(host: host)], explains: explains)
  }
}

extension NameEvidence {
  /// `no address on this machine`, and why that is.
  package var lack: String {
    switch outcome {
    case .notFound, .resolved: "no address on this machine"
    case .noAnswer: "no address on this machine for now: the resolver cannot tell"
    case .timedOut: "no address on this machine: no name server answers"
    }
  }
}

extension NameServerEvidence {
  /// Whether it says something of the name, be it by a long silence.
  fileprivate var isTelling: Bool { outcome != .timedOut || wasSilentForLong }

  fileprivate var isInsideKubernetes: Bool {
    (asked ?? []).contains { $0.contains(".svc.") }
  }
}
