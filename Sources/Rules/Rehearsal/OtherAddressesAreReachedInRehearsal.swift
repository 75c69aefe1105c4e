package import Diagnosis
import Evidence

/// Of a name with several addresses Flink dials one; the others may fail without harm, until it takes
/// another.
package struct OtherAddressesAreReachedInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3612", name: "other-addresses-are-reached-in-rehearsal", severity: .info,
    title: "In the rehearsal names are reached at every address that they have",
    why: """
      Java takes the first address of a name, IPv4 unless java.net.preferIPv6Addresses is set, and \
      Flink tries no other. So an address that cannot be reached does no harm as long as it is not \
      the first; it does once the one before it is taken out of DNS or of the hosts file, or Java is \
      told to prefer the other family.
      """,
    fix: "Open the way at the other addresses too, or give the name only those that are reached.",
    sources: [
      "InetAddress#getByName; run for 1.12.5 and 1.20.5 on hosts with addresses of both families, "
        + "one of which is dropped"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example("tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22"),
              .example("tm1", "tm2", .taskManagerData, .dropped, at: "fd00::22", isFlinks: false),
            ]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.paths = [
              .example("tm1", "tm2", .taskManagerData, .reached, at: "10.0.0.22"),
              .example("tm1", "tm2", .taskManagerData, .reached, at: "fd00::22", isFlinks: false),
            ]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    // A JobManager has no use for data ports.
    let others = rehearsal.paths.filter { path in
      !path.isFlinks && !(path.isFromJobManager && path.role == .taskManagerData)
        && path.outcome != .unfinished
    }
    guard !others.isEmpty else { return [] }
    // Where the address that Flink takes fails as well, that is what is to be told.
    let failed = others.filter { path in
      !path.isGood
        && rehearsal.paths.contains { $0.isFlinks && $0.isGood && $0.isSameWay(as: path) }
    }
    return [failed.isEmpty ? Verdict(.passed, subject: Self.subject) : .unused(failed)]
  }

  fileprivate static let subject = "rehearsal:other-addresses"
}

extension Verdict {
  fileprivate static func unused(_ paths: [RehearsedPath]) -> Verdict {
    let ways = FailedWays(paths: paths)
    let more = paths.count == 1 ? "" : ", and \(paths.count - 1) more such ways fail"
    return Verdict(
      .finding(.info), subject: OtherAddressesAreReachedInRehearsal.subject,
      message: """
        \(paths[0].from) does not reach \(paths[0].to) at \(ways.place)\(more). Flink takes another \
        address of the name, which is reached, and tries no second one.
        """,
      peer: Peer(host: paths[0].host, address: paths[0].address, port: paths[0].port),
      evidence: ways.evidence,
      fix: Fix(
        "nothing, as long as Java takes the other family; before -Djava.net.preferIPv6Addresses or the "
          + "name's addresses change, open these ways or take the addresses out of DNS and /etc/hosts"
      ))
  }
}
