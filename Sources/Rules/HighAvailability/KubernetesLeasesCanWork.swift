package import Diagnosis
import FlinkConfiguration

/// The Kubernetes client checks the times of its leader election before it takes part in one.
package struct KubernetesLeasesCanWork: Rule {
  package static let card = RuleCard(
    id: "FD6111", name: "kubernetes-leases-can-work", severity: .warning,
    title: "The lease outlasts the deadline of its renewal, and that several tries",
    why: """
      A leader renews its lease every retry-period, and steps down when it has not succeeded within \
      renew-deadline; others may take over after lease-duration. With a deadline beyond the lease two \
      JobManagers lead at once; with a retry-period that does not fit into the deadline one slow \
      answer of the API server costs the leadership, and all jobs restart. Flink hands the times to \
      the client's elector without its check of them.
      """,
    fix: "Write 15 s, 15 s and 5 s, the defaults, or 60 s, 60 s and 10 s for a slow API server.",
    sources: [
      "KubernetesLeaderElector (constructs LeaderElector past LeaderElectorBuilder), bytecode of 1.12 to 2.3",
      "client-go, leaderelection: LeaseDuration > RenewDeadline > RetryPeriod * JitterFactor",
    ],
    examples: [
      .finding(
        "high-availability: kubernetes\n"
          + "high-availability.kubernetes.leader-election.renew-deadline: ↓20 s"),
      .finding(
        "high-availability: kubernetes\n"
          + "high-availability.kubernetes.leader-election.retry-period: ↓15 s"),
      .healthy(
        "high-availability: kubernetes\n"
          + "high-availability.kubernetes.leader-election.lease-duration: 60 s\n"
          + "high-availability.kubernetes.leader-election.renew-deadline: 60 s\n"
          + "high-availability.kubernetes.leader-election.retry-period: 10 s"),
      .healthy("high-availability.kubernetes.leader-election.renew-deadline: 20 s"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let prefix = "high-availability.kubernetes.leader-election."
    guard exam.highAvailability.isKubernetes, let lease = exam.time(prefix + "lease-duration"),
      let renew = exam.time(prefix + "renew-deadline"),
      let retry = exam.time(prefix + "retry-period")
    else { return [] }
    if lease.milliseconds < renew.milliseconds, let setting = renew.setting ?? lease.setting {
      return [.twoLeaders(setting, renew, lease)]
    }
    if renew.milliseconds <= retry.milliseconds, let setting = retry.setting ?? renew.setting {
      return [.oneTry(setting, retry, renew)]
    }
    return [lease, renew, retry].compactMap { $0.setting?.passed }
  }
}

extension Verdict {
  fileprivate static func twoLeaders(
    _ setting: Setting, _ renew: TimeSetting, _ lease: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(renew.described) is above \(lease.described): another JobManager takes over while the old \
      one still believes that it leads.
      """,
      fix: Fix("delete the lines: the defaults are 15 s, 15 s and 5 s"))
  }

  fileprivate static func oneTry(
    _ setting: Setting, _ retry: TimeSetting, _ renew: TimeSetting
  ) -> Verdict {
    setting.finding(
      .warning,
      """
      \(retry.described) is not below \(renew.described): one slow answer of the API server costs \
      the leadership, and all jobs restart.
      """,
      fix: Fix("delete the lines: the defaults are 15 s, 15 s and 5 s"),
      explains: [.jobManagerNotFound])
  }
}
