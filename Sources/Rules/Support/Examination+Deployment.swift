package import Diagnosis
import FlinkConfiguration

extension Examination {
  /// Why the file's value of an option never reaches Flink in this deployment; nil where it does.
  ///
  /// Read in the bytecode of `FlinkConfMountDecorator` (native Kubernetes, from 1.15),
  /// `YarnEntrypointUtils` and `YarnClusterDescriptor` (YARN); the image's entry point writes the
  /// JobManager's address itself.
  package func overruled(_ option: String) -> String? {
    switch deployment {
    case .standalone, .kubernetes: nil
    case .docker:
      option == "jobmanager.rpc.address"
        ? "the docker image writes it from JOB_MANAGER_RPC_ADDRESS when a container starts" : nil
    case .kubernetesNative: overruledOnKubernetes(option)
    case .yarn: overruledOnYarn(option)
    }
  }

  private func overruledOnKubernetes(_ option: String) -> String? {
    switch option {
    case "jobmanager.rpc.address":
      "Flink writes the name of the cluster's service into it"
    case "jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host", "rest.bind-address":
      isFrom(FlinkVersion(1, 15)) ? "Flink drops it on native Kubernetes" : nil
    case "rest.address": "clients get the address of the cluster's service from Kubernetes"
    default: nil
    }
  }

  private func overruledOnYarn(_ option: String) -> String? {
    switch option {
    case "jobmanager.rpc.address", "rest.address", "taskmanager.host":
      "Flink overwrites it with the name of the container's node on YARN"
    case "rest.bind-address":
      // From 1.20 on Flink writes it only where the file does not.
      isFrom(FlinkVersion(1, 15)) && !isFrom(FlinkVersion(1, 20))
        ? "Flink overwrites it with the name of the container's node on YARN" : nil
    case "jobmanager.bind-host", "taskmanager.bind-host":
      isFrom(FlinkVersion(1, 15)) && setting(option)?.text == "localhost"
        ? "Flink drops localhost there on YARN" : nil
    default: nil
    }
  }

  /// Whether the image replaces this value in the configuration file that it brings along.
  ///
  /// Its Dockerfile turns exactly `localhost` into `0.0.0.0`, and deletes `taskmanager.host`. A file
  /// that is mounted over it stays as it is, which cannot be told from the file.
  package func isReplacedInImage(_ setting: Setting) -> Bool {
    deployment == .docker && setting.text == "localhost"
      && [
        "jobmanager.bind-host", "taskmanager.bind-host", "taskmanager.host", "rest.address",
        "rest.bind-address",
      ].contains(setting.option)
  }

  /// How grave it is that only this machine can reach something that others need.
  ///
  /// Several machines: an error; unknown: a warning; one machine: nothing at all.
  package func severityOfLoopback(_ setting: Setting) -> Severity? {
    if isReplacedInImage(setting) { return .info }
    return switch topology {
    case .several: .error
    case .unknown: .warning
    case .single: nil
    }
  }
}
