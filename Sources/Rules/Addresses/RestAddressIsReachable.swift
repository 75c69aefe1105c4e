package import Diagnosis
import FlinkConfiguration

/// Clients dial `rest.address`; a loopback name there leads each of them to itself.
package struct RestAddressIsReachable: Rule {
  package static let card = RuleCard(
    id: "FD2107", name: "rest-address-is-reachable", severity: .warning,
    title: "rest.address is an address that leads clients to the JobManager",
    why: """
      `flink run` and other clients dial rest.address, and with high availability each JobManager \
      publishes it as the address of the leader's web UI. With a loopback name clients on other \
      machines submit to themselves: `Could not complete the operation. Number of retries has been \
      exhausted.` Flink ships `rest.address: localhost` since 1.15.
      """,
    fix: "Write the JobManager's name, or nothing: jobmanager.rpc.address stands in.",
    sources: ["RestOptions.ADDRESS", "HighAvailabilityServicesUtils#getWebMonitorAddress"],
    examples: [
      .finding("rest.address: ↓localhost", seen: [.topology(.several)]),
      .finding("rest.address: ↓127.0.0.1", .info),
      .finding("rest.address: ↓localhost", .info, seen: [.deployment(.docker)]),
      .healthy("rest.address: localhost", seen: [.topology(.single)]),
      .healthy("rest.address: jm1", seen: [.topology(.several)]),
      .healthy("rest.address: localhost", seen: [.topology(.several), .deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let address = exam.written("rest.address") else { return [] }
    if let reason = exam.overruled(address.option) { return [address.skipped(reason)] }
    guard Host.isLoopback(address.text), let severity = exam.severityOfLoopback(address) else {
      return [address.passed]
    }
    return [.loopback(address, severity.milder, inImage: exam.isReplacedInImage(address))]
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ address: Setting, _ severity: Severity, inImage: Bool
  ) -> Verdict {
    address.finding(
      severity,
      """
      rest.address is \(address.text): `flink run` on any other machine dials itself and fails \
      with `Connection refused: localhost/127.0.0.1:8081`.
      """ + (inImage ? .onlyInTheImagesOwnFile : ""),
      fix: Fix("rest.address: <the JobManager's name>, or delete the line"),
      shows: [.loopback(host: address.text)])
  }
}
