package import Diagnosis
import Evidence
import FlinkConfiguration

/// A REST endpoint on loopback is out of reach for browsers and clients of other machines.
package struct RestListensForOthers: Rule {
  package static let card = RuleCard(
    id: "FD2106", name: "rest-listens-for-others", severity: .warning,
    title: "rest.bind-address lets other machines in",
    why: """
      The web UI and every REST client reach the JobManager only through rest.bind-address. On a \
      loopback address they work on the JobManager's machine alone. Flink ships \
      `rest.bind-address: localhost` from 1.15 to 1.19.
      """,
    fix: "Write `rest.bind-address: 0.0.0.0`, or nothing.",
    sources: ["org.apache.flink.runtime.rest.RestServerEndpoint", "RestOptions.BIND_ADDRESS"],
    examples: [
      .finding("rest.bind-address: ↓localhost", seen: [.topology(.several)]),
      .finding(
        "rest.address: 192.0.2.10\nrest.bind-address: ↓127.0.0.1", seen: [.topology(.single)]),
      .finding("rest.bind-address: ↓localhost", .info),
      .healthy("rest.bind-address: localhost", seen: [.topology(.single)]),
      .healthy("rest.bind-address: 0.0.0.0", seen: [.topology(.several)]),
      .healthy(
        "rest.bind-address: localhost",
        seen: [.topology(.several), .deployment(.kubernetesNative)]),
      .healthy(
        "rest.bind-address: localhost", seen: [.topology(.several), .deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let advertised = exam.overruled("rest.address") == nil ? exam.setting("rest.address") : nil
    if let bind = exam.setting("rest.bind-address"), exam.isOpenElsewhere(.rest) {
      return [
        bind.skipped("REST lets this machine in, so that the JobManager's own file says otherwise")
      ]
    }
    let missed = exam.refused(at: [.rest])
    return exam.judgeBindHost("rest.bind-address", advertised: advertised) { bind, severity in
      .loopback(
        bind, severity.milder, inImage: exam.isReplacedInImage(bind), missed: missed)
    }
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ bind: Setting, _ severity: Severity, inImage: Bool, missed: Set<Symptom>
  ) -> Verdict {
    bind.finding(
      severity,
      """
      The REST endpoint and the web UI listen on \(bind.text) alone: browsers and `flink run` on \
      other machines get `Connection refused`.
      """ + (inImage ? .onlyInTheImagesOwnFile : ""),
      fix: bind.replaced(by: "0.0.0.0"), explains: missed)
  }
}
