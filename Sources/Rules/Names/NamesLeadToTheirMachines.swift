package import Diagnosis
import Evidence
import FlinkConfiguration

/// A name of another machine that resolves to loopback leads this machine to itself.
package struct NamesLeadToTheirMachines: Rule {
  package static let card = RuleCard(
    id: "FD2009", name: "names-lead-to-their-machines", severity: .error,
    title: "The names of other machines do not lead this machine to itself",
    why: """
      Where the hosts file gives the name of another machine a loopback address, whatever goes there \
      from this machine ends at itself: a ZooKeeper, a NameNode or a master that is not there. A \
      machine's own name may well be 127.0.1.1, as Debian and Ubuntu write it.
      """,
    fix: "Give the name the machine's own address in /etc/hosts.",
    sources: ["java.net.InetAddress#getByName: the first IPv4 address that getaddrinfo gives"],
    examples: [
      .finding(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1:2181",
        seen: [.topology(.several), .name("zk1", resolvesTo: "127.0.0.1")]),
      .finding(
        "state.checkpoints.dir: ↓hdfs://nn1:8020/flink", .warning,
        seen: [.topology(.unknown), .name("nn1", resolvesTo: "127.0.1.1")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .topology(.several), .file("workers", "tm1\ntm2"),
          .node("tm1", addresses: "127.0.0.1", "10.0.0.3"), .name("tm1", resolvesTo: "127.0.1.1"),
          .name("tm2", resolvesTo: "127.0.0.1"),
        ]),
      .healthy(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181",
        seen: [.topology(.single), .name("zk1", resolvesTo: "127.0.0.1")]),
      .healthy(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181",
        seen: [
          .topology(.several), .node("zk1", addresses: "127.0.0.1", "10.0.0.3"),
          .name("zk1", resolvesTo: "127.0.1.1"),
        ]),
      // It is there, whatever its name says.
      .healthy(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk1:2181",
        seen: [
          .topology(.unknown), .name("zk1", resolvesTo: "127.0.0.1"),
          .dial("zk1", 2181, .open, address: "127.0.0.1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.topology(.several), .file("workers", "localhost"), .name("jm1", resolvesTo: "::1")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.topology != .single else { return [] }
    var judged: Set<String> = []
    return exam.namedHosts(.master, .worker, .zooKeeper, .storage, .rest).compactMap { named in
      guard named.host != exam.jobManagerEndpoint?.host, !Host.isLoopback(named.host),
        judged.insert(named.host).inserted, let name = exam.evidence.name(named.host),
        let taken = name.addressOfJVM
      else { return nil }
      guard Host.isLoopback(taken), !exam.isThisNode(named.host),
        !exam.isReached(named.host, at: taken)
      else { return named.passed }
      let isVital = named.use == .zooKeeper || named.use == .storage || named.use == .master
      return .astray(
        named, name, taken, isVital && exam.topology == .several ? .error : .warning,
        missed: exam.missed(at: named.host))
    }
  }
}

extension Verdict {
  fileprivate static func astray(
    _ named: NamedHost, _ name: NameEvidence, _ taken: String, _ severity: Severity,
    missed: Set<Symptom>
  ) -> Verdict {
    let symptoms: Set<Symptom> =
      switch named.use {
      case .master, .zooKeeper: [.jobManagerNotFound]
      case .storage: [.stateLost]
      case .jobManager, .rest, .taskManager, .worker: []
      }
    let line = name.hostsFileLine.map { "line \($0) of /etc/hosts" } ?? "/etc/hosts"
    return Verdict(
      .finding(severity), subject: named.subject,
      message: """
        \(named.host), which \(named.key) names, leads back to this machine itself (\(taken)): \
        whatever goes there from here gets `Connection refused`, or somebody else.
        """,
      location: named.location, key: named.key, peer: Peer(host: named.host, address: taken),
      evidence: name.lines, fix: Fix("in \(line): <the machine's own address> \(named.host)"),
      shows: [.loopback(host: named.host)], explains: symptoms.union(missed))
  }
}
