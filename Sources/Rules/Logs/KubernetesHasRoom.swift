package import Diagnosis
import Evidence
import FlinkConfiguration

/// A pod is asked for and never runs: no node has room, a quota is used up, its image is not there.
package struct KubernetesHasRoom: Rule {
  package static let texts: [LogText] = [
    .of(.kubernetes, "FailedScheduling"),
    .of(.kubernetes, "Failed to pull image"),
    .of(.kubernetes, "exceeded quota: "),
    .of(.kubernetes, "ImagePullBackOff"),
  ]

  package static let card = RuleCard(
    id: "FD7618", name: "kubernetes-has-room", severity: .error,
    title: "Kubernetes can start the pods",
    why: """
      The JobManager or a TaskManager was created as a pod, and Kubernetes cannot start it. \
      Flink itself sees nothing but missing slots or a missing JobManager.
      """,
    fix: """
      See `kubectl describe pod` and `kubectl get events`: ask for less \
      (taskmanager.memory.process.size, kubernetes.taskmanager.cpu), add nodes, or mend the \
      image.
      """,
    sources: [
      "kube-scheduler",
      "kubelet",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "events.txt",
            """
            LAST SEEN   TYPE      REASON             OBJECT                 MESSAGE
            30s         Warning   ↓FailedScheduling   pod/flink-tm-1-3       0/5 nodes are \
            available: 5 Insufficient memory.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension KubernetesHasRoom: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let isImage = text.holds("mage")
    return LogStatement(
      """
      Kubernetes does not start a pod \(happening.when): \
      \(isImage ? "its image cannot be pulled" : "no node has room for it, or a quota is used up").
      """,
      fix: isImage
        ? "see `kubectl describe pod`; write the image's full name and imagePullSecrets"
        : """
        see `kubectl get events`; ask for less (taskmanager.memory.process.size, \
        kubernetes.taskmanager.cpu) or add nodes
        """)
  }
}
