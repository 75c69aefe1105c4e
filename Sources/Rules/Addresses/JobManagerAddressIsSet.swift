package import Diagnosis
import FlinkConfiguration

/// Without high availability TaskManagers and clients refuse to start without `jobmanager.rpc.address`.
package struct JobManagerAddressIsSet: Rule {
  package static let card = RuleCard(
    id: "FD2102", name: "job-manager-address-is-set", severity: .error,
    title: "jobmanager.rpc.address is set",
    why: """
      A TaskManager without jobmanager.rpc.address ends at once: `Config parameter \
      'jobmanager.rpc.address' is missing (hostname/address of JobManager to connect to)`. The \
      JobManager itself starts, and advertises 127.0.0.1. With high availability the address comes \
      from ZooKeeper or Kubernetes.
      """,
    fix: "Write `jobmanager.rpc.address: <the JobManager's name>`, the same on every node.",
    sources: [
      "org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils#getJobManagerAddress"
    ],
    examples: [
      .finding("taskmanager.numberOfTaskSlots: 4", seen: [.file("workers", "w1\n")]),
      .finding("jobmanager.rpc.addres: jm1", seen: [.role(.taskManager)]),
      .finding("taskmanager.numberOfTaskSlots: 4", .warning),
      .finding("parallelism.default: 1", .warning, seen: [.deployment(.kubernetes)]),
      .healthy("jobmanager.rpc.address: jm1"),
      .healthy("high-availability: zookeeper"),
      .healthy("parallelism.default: 1", seen: [.deployment(.docker)]),
      .healthy("parallelism.default: 1", seen: [.deployment(.yarn)]),
      .healthy("parallelism.default: 1", seen: [.deployment(.kubernetesNative)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    if let address = exam.setting("jobmanager.rpc.address") { return [address.passed] }
    let subject = "key:jobmanager.rpc.address"
    if let reason = exam.overruled("jobmanager.rpc.address") {
      return [Verdict(.skipped(reason: reason), subject: subject)]
    }
    if exam.highAvailability.isOn {
      return [
        Verdict(
          .skipped(reason: "the leader's address is published by high availability"),
          subject: subject)
      ]
    }
    guard exam.reading.abort == nil else { return [] }
    return [.missing(exam, subject)]
  }
}

extension Verdict {
  fileprivate static func missing(_ exam: Examination, _ subject: String) -> Verdict {
    // A file alone may be half of one: what starts the process can pass the address beside it.
    let isWhole = exam.folder.files["workers"] != nil || exam.folder.files["masters"] != nil
    let needsIt = exam.role == .taskManager || exam.role == .client
    let isSurelyMissing = exam.deployment == .standalone && (isWhole || needsIt)
    return Verdict(
      .finding(isSurelyMissing ? .error : .warning), subject: subject,
      message: """
        jobmanager.rpc.address is not set\(isSurelyMissing
          ? "" : " here, and must then be passed to each process"): without it no TaskManager and no client starts (`Config parameter \
        'jobmanager.rpc.address' is missing`), and the JobManager advertises 127.0.0.1.
        """,
      location: Location(path: exam.reading.path), key: "jobmanager.rpc.address",
      fix: Fix("jobmanager.rpc.address: <the JobManager's name, the same on every node>"),
      shows: [.optionNotInForce(key: "jobmanager.rpc.address")],
      explains: [.jobManagerNotFound, .doesNotStart(.taskManager)],
      keepsFromStarting: isSurelyMissing)
  }
}
