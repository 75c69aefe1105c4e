import Diagnosis
import FlinkConfiguration

extension Agreement {
  /// A finding for each node that has it otherwise; passed where all that have a part in it agree.
  ///
  /// `what` is an option or another thing, as `Symptom.unlike` names it. `place` is where a node has
  /// it, `says` what it has, in words; `consequence` says what that does to the cluster, as the end of
  /// a sentence.
  func verdicts(
    _ what: String, key: String? = nil, _ severity: Severity,
    at place: (NodeExamination) -> Location, says: (Value) -> String, consequence: String,
    fix: (Difference) -> String, explains: Set<Symptom> = []
  ) -> [Verdict] {
    let subject = "nodes:\(what)"
    if groups.count == 1, count > 1 { return [Verdict(.passed, subject: subject, key: key)] }
    return differences.map { difference in
      let named = difference.odd.nodes + difference.others.compactMap(\.nodes.first)
      return Verdict(
        .finding(severity), subject: "\(subject):\(difference.oddNames)",
        message: "\(difference.sentence(says)): \(consequence).",
        location: place(difference.odd.nodes[0]),
        related: named.dropFirst().map { node in
          let group = groups.first { $0.nodes.contains { $0.name == node.name } }
          return RelatedLocation(place(node), group.map { says($0.value) } ?? node.name)
        }, key: key, fix: Fix(fix(difference)),
        explains: explains.union([.unlike(what: what)]), concerns: concerned(by: difference))
    }
  }
}

extension Agreement {
  /// Who suffers from a difference: those that have it otherwise, and the JobManager, which they do
  /// not get along with; everybody where the odd one is the JobManager or may be it, or none is odd.
  private func concerned(by difference: Difference) -> Set<String> {
    let mayBeJobManager = difference.odd.nodes.contains {
      $0.exam.roles.isEmpty || $0.exam.roles.contains(.jobManager)
    }
    guard difference.isFromMajority, !mayBeJobManager else { return [] }
    let jobManagers = groups.flatMap(\.nodes).filter { $0.exam.roles.contains(.jobManager) }
    return Set((difference.odd.nodes + jobManagers).map(\.name))
  }
}

extension NodeExamination {
  /// Where the node sets an option; its file where it does not.
  func place(of option: String) -> Location {
    exam.setting(option)?.location ?? file
  }

  var file: Location { Location(path: exam.reading.path) }

  /// It only talks to the cluster, through REST.
  var isClient: Bool { exam.roles == [.client] }

  /// Whether the deployer, and not the file, says under which names the cluster's nodes meet.
  var isNamedByDeployer: Bool { exam.jobManagerIsNamedByDeployer != nil }
}

extension [NodeExamination] {
  /// Those that are part of the cluster.
  var ofCluster: [NodeExamination] { filter { !$0.isClient } }
}

extension Agreement.Difference {
  /// The line of the nodes that are most, for those that have it otherwise; nil where none are most.
  func line(_ option: (NodeExamination) -> String) -> String? {
    guard isFromMajority, let node = others.first?.nodes.first else { return nil }
    let option = option(node)
    guard let text = node.exam.text(option), !text.isEmpty else {
      return "delete \(option) \(whereToMend)"
    }
    return "\(option): \(text) \(whereToMend)"
  }

  /// `on tm2`, or `on all nodes` where none has what most have.
  var whereToMend: String { isFromMajority ? "on \(oddNames)" : "on all nodes alike" }
}
