package import Diagnosis
import Evidence
import FlinkConfiguration

/// TaskManagers look for the JobManager at `jobmanager.rpc.address`; a loopback name leads each of them to itself.
package struct JobManagerAddressIsReachable: Rule {
  package static let card = RuleCard(
    id: "FD2101", name: "job-manager-address-is-reachable", severity: .error,
    title: "jobmanager.rpc.address is an address that leads other machines to the JobManager",
    why: """
      TaskManagers and clients connect to jobmanager.rpc.address. With a loopback name there every \
      other machine connects to itself, gets `Connection refused` and gives up after \
      taskmanager.registration.timeout. The address must be the same text on every node: Akka and \
      Pekko drop messages to any other spelling of their own address.
      """,
    fix: "Write the JobManager's name or address, the same on every node.",
    sources: [
      "JobManagerOptions.ADDRESS",
      "org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils#getJobManagerAddress",
    ],
    examples: [
      .finding("jobmanager.rpc.address: ↓localhost", seen: [.topology(.several)]),
      .finding("jobmanager.rpc.address: ↓127.0.0.1", .warning),
      .healthy("jobmanager.rpc.address: localhost", seen: [.topology(.single)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.topology(.several), .name("jm1", resolvesTo: "127.0.1.1"), .role(.jobManager)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.topology(.several)]),
      .healthy(
        "jobmanager.rpc.address: localhost", seen: [.topology(.several), .deployment(.docker)]),
      .healthy(
        "jobmanager.rpc.address: localhost", seen: [.topology(.several), .deployment(.yarn)]),
      .healthy(
        "jobmanager.rpc.address: localhost\nhigh-availability: zookeeper",
        seen: [.topology(.several), .file("masters", "m1:8081\nm2:8081\n")]),
      .finding(
        "jobmanager.rpc.address: ↓localhost\nhigh-availability: zookeeper",
        seen: [.topology(.several)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let address = exam.setting("jobmanager.rpc.address") else { return [] }
    if let reason = exam.overruled(address.option) { return [address.skipped(reason)] }
    if exam.highAvailability == .zookeeper, exam.masters?.hosts.isAllLocal == false {
      return [address.skipped("start-cluster.sh gives each JobManager its line of conf/masters")]
    }
    if Host.isLoopback(address.text) {
      guard let severity = exam.severityOfLoopback(address) else { return [address.passed] }
      return [.loopback(address, severity, highAvailability: exam.highAvailability.isOn)]
    }
    return [address.passed]
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ address: Setting, _ severity: Severity, highAvailability: Bool
  ) -> Verdict {
    address.finding(
      severity,
      highAvailability
        ? """
        jobmanager.rpc.address is \(address.text): each JobManager publishes it as the leader's \
        address, and every other machine that reads it there connects to itself.
        """
        : """
        jobmanager.rpc.address is \(address.text): a TaskManager or client on any other machine \
        connects to itself, gets `Connection refused`, and never finds the JobManager.
        """,
      fix: Fix("\(address.key): <the JobManager's name, the same on every node>"),
      shows: [.loopback(host: address.text)], explains: [.jobManagerNotFound])
  }
}
