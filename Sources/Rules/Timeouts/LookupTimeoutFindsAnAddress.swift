package import Diagnosis
import FlinkConfiguration

/// `lookup.timeout` is how long a TaskManager looks for the address of its own that reaches the JobManager.
package struct LookupTimeoutFindsAnAddress: Rule {
  package static let card = RuleCard(
    id: "FD4204", name: "lookup-timeout-finds-an-address", severity: .warning,
    title: "lookup.timeout leaves a TaskManager time to find its address",
    why: """
      Without taskmanager.host a TaskManager tries its addresses until one reaches the JobManager, \
      for lookup.timeout (akka. up to 1.17, pekko. from 1.18). Then it takes whatever its host \
      name resolves to, which is 127.0.1.1 on many Debian machines, and registers under that. \
      A JobManager needs seconds to start, and a single attempt up to one.
      """,
    fix: "Write 10 s or more, below taskmanager.registration.timeout.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#determineTaskManagerBindAddressByConnectingToResourceManager",
      "org.apache.flink.runtime.net.ConnectionUtils",
    ],
    examples: [
      .finding("akka.lookup.timeout: ↓2 s", version: FlinkVersion(1, 12)),
      .finding("pekko.lookup.timeout: ↓10 min"),
      .finding("pekko.lookup.timeout: ↓30 s\ntaskmanager.registration.timeout: 20 s", .info),
      .healthy("pekko.lookup.timeout: 10 s"),
      .healthy("akka.lookup.timeout: 60 s", version: FlinkVersion(1, 12)),
      .healthy("akka.lookup.timeout: 2 s\ntaskmanager.host: tm1", version: FlinkVersion(1, 12)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let lookup = exam.rpcTime("lookup.timeout"), let setting = lookup.setting,
      let registration = exam.time("taskmanager.registration.timeout")
    else { return [] }
    if exam.overruled("taskmanager.host") == nil, exam.setting("taskmanager.host") != nil {
      return [setting.skipped("taskmanager.host is set, so that no address is looked for")]
    }
    switch lookup.milliseconds {
    // Below a second it is a slip of the unit, which the rule about values tells.
    case 1000..<5000: return [.short(setting, lookup)]
    case 300_001...: return [.long(setting, lookup)]
    default:
      guard registration.milliseconds > 0, lookup.milliseconds >= registration.milliseconds else {
        return [setting.passed]
      }
      return [.aboveRegistration(setting, lookup, registration)]
    }
  }
}

extension Verdict {
  fileprivate static func short(_ setting: Setting, _ lookup: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(lookup.described) is short: a TaskManager that starts before the JobManager answers \
      registers under whatever its host name resolves to, and other machines may not reach it there.
      """,
      fix: setting.replaced(by: "10 s"), explains: [.taskManagerNotReachable])
  }

  fileprivate static func long(_ setting: Setting, _ lookup: TimeSetting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(lookup.described) is long: a TaskManager that cannot reach the JobManager says nothing in \
      all that time, and only then begins to register.
      """,
      fix: setting.replaced(by: "10 s"))
  }

  fileprivate static func aboveRegistration(
    _ setting: Setting, _ lookup: TimeSetting, _ registration: TimeSetting
  ) -> Verdict {
    setting.finding(
      .info,
      """
      \(lookup.described) is not below \(registration.described): a TaskManager looks for its own \
      address longer than it then tries to register under it.
      """,
      fix: setting.replaced(by: "10 s"),
      related: registration.setting?.related("the time for registering") ?? [])
  }
}
