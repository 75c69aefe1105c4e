package import Diagnosis
import FlinkConfiguration

/// `log.lifecycle.events` is for finding a fault of the network, not for every day.
package struct RemoteLogsAreQuiet: Rule {
  package static let card = RuleCard(
    id: "FD4207", name: "remote-logs-are-quiet", severity: .info,
    title: "log.lifecycle.events is off in production",
    why: """
      It logs every association and every dead letter of the RPC system: useful while a \
      disassociation is looked into, thousands of lines a day otherwise.
      """,
    fix: "Delete the line once the fault is found.",
    sources: ["AkkaOptions.LOG_LIFECYCLE_EVENTS: \"in case of debugging\""],
    examples: [
      .finding("akka.log.lifecycle.events: ↓true", version: FlinkVersion(1, 12)),
      .healthy("pekko.log.lifecycle.events: false"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let setting = exam.setting(exam.rpcOption("log.lifecycle.events")) else { return [] }
    return [setting.text.lowercased() == "true" ? .noisy(setting) : setting.passed]
  }
}

extension Verdict {
  fileprivate static func noisy(_ setting: Setting) -> Verdict {
    setting.finding(
      .info,
      "\(setting.key) is on: every association and every dead letter of the RPC system is logged.",
      fix: setting.replaced(by: "false"))
  }
}
