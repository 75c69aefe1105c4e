package import FlinkConfiguration

extension Deployment {
  /// How the cluster is deployed, as far as the configuration alone tells.
  ///
  /// `execution.target` names the deployer (`kubernetes-session`, `yarn-application` …); keys such
  /// as `kubernetes.cluster-id` do not tell, since standalone clusters set them for Kubernetes HA.
  package static func derive(from configuration: EffectiveConfiguration) -> Deployment {
    let target = configuration["execution.target"]?.value.text ?? ""
    if target.hasPrefix("kubernetes-") { return .kubernetesNative }
    if target.hasPrefix("yarn-") { return .yarn }
    return .standalone
  }
}
