/// What Flink's `HighAvailabilityMode.fromConfig` makes of `high-availability.type`.
package enum HighAvailabilityMode: Sendable, Hashable {
  case none
  case zookeeper
  case kubernetes
  /// Anything else is taken for the name of a factory class.
  case factory(String)

  /// The full name that native and standalone clusters on Kubernetes write up to 1.15.
  package static let kubernetesFactory =
    "org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory"

  /// The mode of a value as it stands; nil is that no key of the option is set.
  package init(_ text: String?, version: FlinkVersion) {
    guard let text else {
      self = .none
      return
    }
    switch text.lowercased() {
    case "none", "standalone": self = .none
    case "zookeeper": self = .zookeeper
    // Up to 1.15 the word is no mode of its own, and Flink looks for a class of that name.
    case "kubernetes" where version >= FlinkVersion(1, 16): self = .kubernetes
    default: self = .factory(text)
    }
  }

  /// The option's key: `.type` came with 1.17.
  package static func key(in version: FlinkVersion) -> String {
    version < FlinkVersion(1, 17) ? "high-availability" : "high-availability.type"
  }

  package var isOn: Bool { self != .none }

  /// Whether leaders are elected through Kubernetes, by either name.
  package var isKubernetes: Bool { self == .kubernetes || self == .factory(Self.kubernetesFactory) }
}
