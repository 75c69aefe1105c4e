package import Diagnosis
import FlinkConfiguration

/// A call that may take seconds needs more than a few, and one that hangs should not hang for ever.
package struct AskTimeoutIsSensible: Rule {
  package static let card = RuleCard(
    id: "FD4202", name: "ask-timeout-is-sensible", severity: .warning,
    title: "ask.timeout lies between 5 seconds and 10 minutes",
    why: """
      A garbage collection, a large jar or a slow open() takes seconds, and every call that is not \
      answered in time fails (`Ask timed out on …`). Beyond ten minutes a call that will never be \
      answered hides the fault, and startup-timeout, ten times as long, hides it from whoever \
      starts the process.
      """,
    fix: "Write 10 s to 60 s, and heartbeat.timeout above it.",
    sources: ["AkkaOptions.ASK_TIMEOUT_DURATION, RpcOptions.ASK_TIMEOUT_DURATION: default 10 s"],
    examples: [
      .finding("akka.ask.timeout: ↓2 s", version: FlinkVersion(1, 12)),
      .finding("pekko.ask.timeout: ↓1 h"),
      .healthy("akka.ask.timeout: 5 s", version: FlinkVersion(1, 17)),
      .healthy("pekko.ask.timeout: 10 min"),
      .healthy("pekko.ask.timeout: 100"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let ask = exam.rpcTime("ask.timeout"), let setting = ask.setting else { return [] }
    switch ask.milliseconds {
    // Below a second it is a slip of the unit, which the rule about values tells.
    case 1000..<5000: return [.short(setting, ask)]
    case 600_001...: return [.long(setting, ask)]
    default: return [setting.passed]
    }
  }
}

extension Verdict {
  fileprivate static func short(_ setting: Setting, _ ask: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(ask.described) is short: calls fail with `Ask timed out` whenever a process pauses for a \
      garbage collection or loads a large jar.
      """,
      fix: setting.replaced(by: "10 s"), explains: [.callsFail])
  }

  fileprivate static func long(_ setting: Setting, _ ask: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(ask.described) hides every call that will never be answered, and a process that cannot \
      start its RPC system hangs ten times as long before it says so.
      """,
      fix: setting.replaced(by: "60 s"))
  }
}
