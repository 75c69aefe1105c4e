package import Diagnosis
import Evidence
import FlinkConfiguration

/// The Kubernetes API refuses or does not answer.
package struct KubernetesIsReached: Rule {
  package static let texts: [LogText] = [
    .of(.kubernetes, "KubernetesClientException: ")
  ]

  package static let card = RuleCard(
    id: "FD7611", name: "kubernetes-is-reached", severity: .error,
    title: "The Kubernetes API answers what Flink asks",
    why: """
      A request to the Kubernetes API failed: the service account may not do it (RBAC), the API \
      is not reachable, or it is slow. Leadership and TaskManagers hang on it.
      """,
    fix: """
      Read the code in the message: 403 wants a Role for the service account, else look at the \
      API server.
      """,
    sources: [
      "io.fabric8.kubernetes.client.KubernetesClientException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 WARN  \
            org.apache.flink.kubernetes.KubernetesResourceManagerDriver [] - Could not create \
            pod flink-taskmanager-1-1
            io.fabric8.kubernetes.client.↓KubernetesClientException: Failure executing: POST at: \
            https://10.96.0.1/api/v1/namespaces/flink/pods. Message: pods is forbidden: User \
            "system:serviceaccount:flink:default" cannot create resource "pods".
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension KubernetesIsReached: LogSignature {
  package static var rank: LogRank { .network }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let forbidden = happening.events.contains { $0.text.holds("orbidden") || $0.text.holds("403") }
    return LogStatement(
      """
      A request of \(happening.author.the) to the Kubernetes API failed \(happening.when)\
      \(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: forbidden
        ? "give its service account the right (Role, RoleBinding for pods, configmaps, deployments)"
        : "see whether the API server answers from the pod (`kubectl get --raw /readyz`)")
  }
}
