package import Diagnosis
import Evidence

/// Whoever comes to the ports of a rehearsal belongs to it.
package struct RehearsalIsAmongItself: Rule {
  package static let card = RuleCard(
    id: "FD3608", name: "rehearsal-is-among-itself", severity: .warning,
    title: "Nobody but the stand-ins comes to the ports of the rehearsal",
    why: """
      A stand-in without the token is of another rehearsal, or was given a wrong one: it is turned \
      away. A real process of Flink that dials the port belongs to a cluster whose JobManager had \
      this address: it goes on trying, and will register with whatever real JobManager starts here. \
      Others are health checks, scanners, or clients that take the port for another.
      """,
    fix: "Give every node the same token; stop TaskManagers of an older cluster.",
    sources: ["the connections that the stand-in accepted"],
    examples: [
      .finding(
        "",
        seen: [
          .rehearsal {
            $0.visitors = [
              RehearsalVisitor(
                kind: .wrongToken, from: "10.0.0.23",
                words: "the TaskManager of tm3: it has another token")
            ]
          }
        ]),
      .finding(
        "", .info,
        seen: [
          .rehearsal {
            $0.visitors = [
              RehearsalVisitor(
                kind: .stranger, from: "10.0.0.9", words: "an HTTP or other text client")
            ]
          }
        ]),
      .healthy("", seen: [.rehearsal()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    (exam.evidence.rehearsal?.visitors ?? []).map { .came($0) }
  }
}

extension Verdict {
  fileprivate static func came(_ visitor: RehearsalVisitor) -> Verdict {
    let times = visitor.count > 1 ? ", \(visitor.count) times" : ""
    let (severity, effect, fix): (Severity, String, String) =
      switch visitor.kind {
      case .flink:
        (
          .warning, "It was told nothing, and goes on trying.",
          "stop the process of Flink on \(visitor.from), if its cluster is not meant to live here"
        )
      case .wrongToken:
        (
          .warning, "It was turned away.",
          "give \(visitor.from) the token that rehearse jobmanager shows"
        )
      case .otherStandIn:
        (.warning, "It was turned away.", "use the same flinkdoctor and the same files everywhere")
      case .stranger:
        (.info, "It was hung up on.", "find out what on \(visitor.from) dials this port")
      }
    return Verdict(
      .finding(severity), subject: "rehearsal:visitor:\(visitor.from):\(visitor.kind.rawValue)",
      message: "From \(visitor.from) came \(visitor.words)\(times). \(effect)", fix: Fix(fix))
  }
}
