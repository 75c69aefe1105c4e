package import Diagnosis
import Evidence

/// What `flinkdoctor probe` was pointed at can be reached, whatever it is.
package struct ProbedPortAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3251", name: "probed-port-answers", severity: .error,
    title: "The port that is probed can be reached from this machine",
    why: """
      Refused: the machine is there, but nothing listens at that address and port. No answer: \
      something on the way drops the packets. A connection over which nothing ever comes back: the \
      process is stopped or frozen, or a load balancer accepts without anybody behind it.
      """,
    fix: "Start what should listen there, or open the port in the firewalls on the way.",
    sources: ["RFC 9293, 3.5.3: reset generation"],
    examples: [
      .finding("", seen: [.probed("tm1", 6122), .dial("tm1", 6122, .refused)]),
      .finding("", seen: [.probed("tm1", 6122), .dial("tm1", 6122, .dropped)]),
      .finding("", seen: [.probed("tm1", 6122), .dial("tm1", 6122, .hostUnreachable)]),
      .finding("", seen: [.probed("tm1", 6122), .name("tm1", .notFound)]),
      .healthy("", seen: [.probed("tm1", 6122), .dial("tm1", 6122, .open)]),
      .unknown("", seen: [.probed("tm1", 6122), .dial("tm1", 6122, .notPermitted)]),
      .unknown("", seen: [.probed("tm1", 6122), .name("tm1", .timedOut)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let probed = exam.evidence.probed else { return [] }
    let subject = "port:\(probed.host):\(probed.port)"
    let dials = exam.evidence.dials(host: probed.host, port: probed.port)
    guard let dial = dials.first(where: { $0.outcome == .open }) ?? dials.first else {
      guard let name = exam.evidence.name(probed.host), name.outcome == .notFound else {
        throw Unknown(subject: subject, reason: "\(probed.host) has no address here")
      }
      return [.noAddress(probed, subject, name)]
    }
    switch dial.outcome {
    case .open: return [Verdict(.passed, subject: subject, evidence: dials.map(\.line))]
    case .notPermitted, .failed:
      throw Unknown(
        subject: subject, reason: "the dial itself failed here: \(dial.error ?? "no reason given")")
    case .refused, .dropped, .hostUnreachable, .networkUnreachable:
      return [.unreachable(probed, subject, dial, dials)]
    }
  }
}

extension Verdict {
  fileprivate static func noAddress(
    _ probed: ProbedEvidence, _ subject: String, _ name: NameEvidence
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: subject,
      message: "\(probed.host) has no address here: \(name.error ?? "no such name").",
      peer: Peer(host: probed.host, port: probed.port),
      fix: Fix("write a line for \(probed.host) into the hosts file, or into DNS"))
  }

  fileprivate static func unreachable(
    _ probed: ProbedEvidence, _ subject: String, _ dial: DialEvidence, _ dials: [DialEvidence]
  ) -> Verdict {
    let (said, fix) =
      switch dial.outcome {
      case .refused:
        (
          "refuses: the machine is there, but nothing listens at that address and port",
          "start what should listen there; if it runs, let it bind to 0.0.0.0"
        )
      case .dropped:
        (
          "gives no answer within \(dial.durationMs.asMilliseconds): something on the way drops "
            + "the packets",
          "allow TCP \(dial.port) to \(dial.address) in the firewalls on the way"
        )
      case .networkUnreachable:
        (
          "is unreachable: this machine has no route to that network",
          "give this machine a route to \(dial.address)"
        )
      default:
        (
          "is unreachable: the machine is off or not there, or a firewall rejects it",
          "check that \(dial.address) is right and its machine runs; allow TCP \(dial.port) to it"
        )
      }
    return Verdict(
      .finding(.error), subject: subject, message: "\(dial.shownAddress) \(said).",
      peer: Peer(host: probed.host, address: dial.address, port: dial.port),
      evidence: dials.map(\.line), fix: Fix(fix),
      shows: [.unreachable(host: probed.host, port: probed.port)])
  }
}
