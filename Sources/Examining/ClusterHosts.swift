import Diagnosis
import FlinkConfiguration

extension ConfigurationFolder {
  /// The hosts that `workers` and `masters` name, for the topology.
  var clusterHosts: [String] {
    HostsFile.workers(files["workers"]?.bytes ?? []).entries.map(\.host)
      + HostsFile.masters(files["masters"]?.bytes ?? []).entries.map(\.host)
  }
}
