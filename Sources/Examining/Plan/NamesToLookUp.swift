import Diagnosis
import Evidence
import FlinkConfiguration

/// Every host that the configuration names, whether a port of it is known or not, and this machine.
func namesToLookUp(_ exam: Examination) -> [String] {
  exam.namedHosts.map(\.host) + [exam.evidence.node?.hostname].compactMap(\.self)
    + ["jobmanager.bind-host", "taskmanager.bind-host"].compactMap { option in
      exam.setting(option).flatMap { HostName.normalized($0.text) }
    }.filter { HostName.isReadByURI($0) && !Host.isWildcard($0) && !$0.hasPrefix("[") }
}
