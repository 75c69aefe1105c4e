package import Diagnosis
import FlinkConfiguration

/// A process whose RPC system is dead must not stay.
package struct FatalRemoteErrorsEndTheProcess: Rule {
  package static let card = RuleCard(
    id: "FD4208", name: "fatal-remote-errors-end-the-process", severity: .warning,
    title: "jvm-exit-on-fatal-error is on",
    why: """
      After a fatal error in the RPC system (an OutOfMemoryError, a class that is missing) the \
      process can do nothing any more. With this option off it stays as a zombie: its ports are \
      taken, and nothing restarts it.
      """,
    fix: "Delete the line: true is the default.",
    sources: ["AkkaOptions.JVM_EXIT_ON_FATAL_ERROR, RpcOptions.JVM_EXIT_ON_FATAL_ERROR"],
    examples: [
      .finding("akka.jvm-exit-on-fatal-error: ↓false", version: FlinkVersion(1, 12)),
      .finding("pekko.jvm-exit-on-fatal-error: ↓false", version: FlinkVersion(2, 3)),
      .healthy("pekko.jvm-exit-on-fatal-error: true"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let setting = exam.setting(exam.rpcOption("jvm-exit-on-fatal-error")) else { return [] }
    return [setting.text.lowercased() == "false" ? .zombie(setting) : setting.passed]
  }
}

extension Verdict {
  fileprivate static func zombie(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(setting.key) is off: after a fatal error in its RPC system the process stays, answers \
      nobody, and is not restarted.
      """,
      fix: setting.replaced(by: "true"))
  }
}
