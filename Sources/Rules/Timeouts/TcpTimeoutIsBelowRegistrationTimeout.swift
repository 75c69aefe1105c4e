package import Diagnosis
import FlinkConfiguration

/// One attempt to connect must not use up the time for registering.
package struct TcpTimeoutIsBelowRegistrationTimeout: Rule {
  package static let card = RuleCard(
    id: "FD4203", name: "tcp-timeout-is-below-registration-timeout", severity: .warning,
    title: "tcp.timeout leaves time for several attempts within the registration timeout",
    why: """
      tcp.timeout (akka. up to 1.17, pekko. from 1.18) is how long one attempt to connect waits \
      when packets are dropped. A TaskManager ends itself after taskmanager.registration.timeout: \
      with a tcp.timeout above half of it there is no second attempt.
      """,
    fix: "Write 20 s to 60 s: a connection that takes longer is not slow but blocked.",
    sources: [
      "AkkaOptions.TCP_TIMEOUT, RpcOptions.TCP_TIMEOUT: default 20 s",
      "TaskManagerOptions.REGISTRATION_TIMEOUT: default 5 min",
    ],
    examples: [
      .finding("akka.tcp.timeout: ↓10 min", version: FlinkVersion(1, 12)),
      .finding("pekko.tcp.timeout: ↓40 s\ntaskmanager.registration.timeout: 1 min"),
      .healthy("akka.tcp.timeout: 60 s", version: FlinkVersion(1, 14)),
      .healthy("pekko.tcp.timeout: 100 s", version: FlinkVersion(2, 3)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let tcp = exam.rpcTime("tcp.timeout"), let setting = tcp.setting,
      let registration = exam.time("taskmanager.registration.timeout"),
      registration.milliseconds > 0
    else { return [] }
    guard tcp.milliseconds > registration.milliseconds / 2 else { return [setting.passed] }
    return [.tooLong(setting, tcp, registration)]
  }
}

extension Verdict {
  fileprivate static func tooLong(
    _ setting: Setting, _ tcp: TimeSetting, _ registration: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(tcp.described) takes more than half of \(registration.described): a TaskManager whose \
      first attempt to connect is dropped has no time for a second one, and ends.
      """,
      fix: setting.replaced(by: "60 s"),
      related: registration.setting?.related("the time for registering") ?? [],
      explains: [.jobManagerNotFound])
  }
}
