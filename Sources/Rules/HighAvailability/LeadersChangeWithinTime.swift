package import Diagnosis
import FlinkConfiguration

/// While ZooKeeper has not noticed that a leader died, nobody can register at a new one.
package struct LeadersChangeWithinTime: Rule {
  package static let card = RuleCard(
    id: "FD6112", name: "leaders-change-within-time", severity: .warning,
    title: "ZooKeeper's session ends before TaskManagers give up",
    why: """
      A dead leader is replaced once its session has timed out \
      (high-availability.zookeeper.client.session-timeout, 60 s). A TaskManager that finds no leader \
      for taskmanager.registration.timeout ends itself: with a longer session a failover costs all \
      TaskManagers. A session below its connection timeout ends while the client still connects.
      """,
    fix: "Write `high-availability.zookeeper.client.session-timeout: 60000`, the default.",
    sources: [
      "HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT",
      "TaskManagerOptions.REGISTRATION_TIMEOUT",
    ],
    examples: [
      .finding(
        "high-availability: zookeeper\n"
          + "high-availability.zookeeper.client.session-timeout: ↓600000"),
      .finding(
        "high-availability: zookeeper\ntaskmanager.registration.timeout: ↓50 s"),
      .finding(
        "high-availability: zookeeper\nhigh-availability.zookeeper.client.session-timeout: ↓5000"),
      .healthy("high-availability: zookeeper\ntaskmanager.registration.timeout: 2 min"),
      .healthy("taskmanager.registration.timeout: 50 s"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let prefix = "high-availability.zookeeper.client."
    guard exam.highAvailability == .zookeeper,
      let session = exam.time(prefix + "session-timeout"),
      let connection = exam.time(prefix + "connection-timeout"),
      let registration = exam.time("taskmanager.registration.timeout")
    else { return [] }
    if registration.milliseconds > 0, session.milliseconds >= registration.milliseconds,
      let setting = session.setting ?? registration.setting
    {
      return [.givesUp(setting, session, registration)]
    }
    if session.milliseconds < connection.milliseconds,
      let setting = session.setting ?? connection.setting
    {
      return [.shortSession(setting, session, connection)]
    }
    return [session.setting, connection.setting].compactMap { $0?.passed }
  }
}

extension Verdict {
  fileprivate static func givesUp(
    _ setting: Setting, _ session: TimeSetting, _ registration: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(session.described) is not below \(registration.described): when a leader dies, all \
      TaskManagers end themselves before ZooKeeper names another.
      """,
      fix: Fix("high-availability.zookeeper.client.session-timeout: 60000"),
      explains: [.jobManagerNotFound])
  }

  fileprivate static func shortSession(
    _ setting: Setting, _ session: TimeSetting, _ connection: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(session.described) is below \(connection.described): a pause of a few seconds ends the \
      session, and leaders change without need.
      """,
      fix: Fix("high-availability.zookeeper.client.session-timeout: 60000"))
  }
}
