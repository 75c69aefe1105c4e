package import Diagnosis
import FlinkConfiguration

/// A REST request that gives up before the call that it makes shows an error for what succeeds.
package struct WebTimeoutCoversAskTimeout: Rule {
  package static let card = RuleCard(
    id: "FD4205", name: "web-timeout-covers-ask-timeout", severity: .warning,
    title: "web.timeout is at least ask.timeout",
    why: """
      web.timeout is how long a REST request waits for the JobManager's answer, which may itself \
      wait ask.timeout for a TaskManager. A shorter one makes the web UI and `flink run` fail for \
      what then succeeds; a job may be submitted twice.
      """,
    fix: "Write `web.timeout: 600000`, the default.",
    sources: ["WebOptions.TIMEOUT: default 10 min"],
    examples: [
      .finding("web.timeout: ↓5000"),
      .finding("web.timeout: ↓10", version: FlinkVersion(1, 12)),
      .healthy("web.timeout: 100000"),
      .healthy("pekko.ask.timeout: 40 s"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let web = exam.time("web.timeout"), let ask = exam.rpcTime("ask.timeout"),
      let setting = web.setting ?? ask.setting, web.milliseconds >= 0
    else { return [] }
    return [web.milliseconds < ask.milliseconds ? .tooShort(setting, web, ask) : setting.passed]
  }
}

extension Verdict {
  fileprivate static func tooShort(
    _ setting: Setting, _ web: TimeSetting, _ ask: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(web.described) is below \(ask.described): REST requests give up before the calls that they \
      wait for, and report failures for what then succeeds.
      """,
      fix: Fix("web.timeout: 600000"), explains: [.callsFail])
  }
}
