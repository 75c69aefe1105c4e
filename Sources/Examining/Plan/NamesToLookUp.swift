import Diagnosis
import FlinkConfiguration

/// The hosts whose names are in question even where no port of them is known.
func namesToLookUp(_ exam: Examination) -> [String] {
  [exam.jobManagerEndpoint?.host].compactMap(\.self)
    + ["jobmanager.bind-host", "taskmanager.bind-host"].compactMap { option in
      exam.setting(option).flatMap { HostName.normalized($0.text) }
    }.filter { HostName.isReadByURI($0) && !Host.isWildcard($0) && !$0.hasPrefix("[") }
}
