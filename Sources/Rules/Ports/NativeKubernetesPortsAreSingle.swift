package import Diagnosis
import FlinkConfiguration

/// Native Kubernetes writes its ports into pods and services, and takes no ranges for them.
package struct NativeKubernetesPortsAreSingle: Rule {
  package static let card = RuleCard(
    id: "FD3108", name: "native-kubernetes-ports-are-single", severity: .error,
    title: "On native Kubernetes ports are single numbers",
    why: """
      Flink writes these ports into the pods and the service. With a range or a list the cluster is \
      not deployed (`… should be specified to a fixed port. Do not support a range of ports.`).
      """,
    fix: "Write one port, or nothing: Flink takes 6122, 6124 and 8081 there.",
    sources: ["KubernetesUtils#checkAndUpdatePortConfigOption, run for 1.12 to 2.3"],
    examples: [
      .finding("blob.server.port: ↓50100-50200", seen: [.deployment(.kubernetesNative)]),
      .finding("rest.bind-port: ↓8081,8082", seen: [.deployment(.kubernetesNative)]),
      .healthy("blob.server.port: 6124", seen: [.deployment(.kubernetesNative)]),
      .healthy("blob.server.port: 50100-50200", seen: [.deployment(.kubernetes)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .kubernetesNative else { return [] }
    let always = ["blob.server.port", "taskmanager.rpc.port", "rest.bind-port"]
    let options =
      always + (exam.highAvailability.isOn ? ["high-availability.jobmanager.port"] : [])
    return options.compactMap { option in
      guard let port = exam.written(option) else { return nil }
      return (try? JavaNumber.int(port.text)) == nil ? .range(port) : port.passed
    }
  }
}

extension Verdict {
  fileprivate static func range(_ port: Setting) -> Verdict {
    port.finding(
      .error,
      """
      \(port.key) is \(port.text), and native Kubernetes takes a single number: the cluster is not \
      deployed (`\(port.key) should be specified to a fixed port. Do not support a range of \
      ports.`).
      """,
      fix: Fix("\(port.key): <one port>, or delete the line"),
      explains: [.doesNotStart(.jobManager)], keepsFromStarting: true)
  }
}
