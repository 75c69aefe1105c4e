import Diagnosis
package import Evidence

extension LogStory {
  /// Whose log a file is: by its own lines, else by its name, else by whom it speaks to.
  static func process(of file: Int, in evidence: LogEvidence) -> LogProcess {
    let log = evidence.files[file]
    var role = log.component
    if role == .unknown {
      let name = log.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
      if ["jobmanager", "standalonesession", "standalonejob", "jm"].contains(where: name.hasPrefix)
        || name.contains("jobmanager") || name.contains("standalonesession")
      {
        role = .jobManager
      } else if name.hasPrefix("tm") || name.contains("taskmanager")
        || name.contains("taskexecutor")
      {
        role = .taskManager
      }
    }
    let own = log.advertised.map { "\($0.host)\($0.port.map { ":\($0)" } ?? "")" }
    return LogProcess(
      role: role, address: own ?? log.runs.last?.resourceID.map(Self.address), file: file)
  }

  /// `10.9.12.2:35755` of `10.9.12.2:35755-c3fc08`.
  static func address(ofResource id: String) -> String {
    guard let dash = id.lastIndex(of: "-"), id[..<dash].contains(":") else { return id }
    return String(id[..<dash])
  }

  /// The process that a line of `author` speaks of: to a TaskManager every other actor system is a
  /// JobManager's, to a JobManager a TaskManager's, unless it has the JobManager's own port.
  package func peer(_ address: LogAddress, of author: LogProcess) -> LogProcess {
    let exact = "\(address.host)\(address.port.map { ":\($0)" } ?? "")"
    if let same = processes.first(where: { $0.address == exact && $0.file != author.file }) {
      return same
    }
    let role: LogFileEvidence.Component =
      switch author.role {
      case .taskManager, .client: .jobManager
      case .jobManager:
        address.port.map { author.address?.hasSuffix(":\($0)") == true } == true
          ? .jobManager : .taskManager
      case .unknown:
        address.port == 6123 || address.path?.contains("resourcemanager") == true
          ? .jobManager : .unknown
      }
    var process = known(role, exact, host: address.host)
    // The only JobManager's log that was read may be the author's own.
    if process.file == author.file { process.file = nil }
    return process
  }

  /// The TaskManager with a resource id.
  package func taskManager(_ resource: String) -> LogProcess {
    let address = Self.address(ofResource: resource)
    let host = address.split(separator: ":").first.map(String.init) ?? address
    if let file = evidence.files.indices.first(where: { at in
      evidence.files[at].runs.contains { $0.resourceID == resource }
    }) {
      return LogProcess(role: .taskManager, address: address, file: file)
    }
    return known(.taskManager, address, host: host)
  }

  /// The JobManager of the cluster, as far as one log of it was read.
  package var jobManager: LogProcess {
    let all = processes.filter { $0.role == .jobManager }
    return all.count == 1 ? all[0] : LogProcess(role: .jobManager)
  }

  /// With its own log, where one of those read is its.
  private func known(
    _ role: LogFileEvidence.Component, _ address: String, host: String
  ) -> LogProcess {
    let sameRole = processes.filter { $0.role == role }
    let match =
      sameRole.first { $0.address == address }
      ?? single(
        sameRole.filter {
          $0.address?.split(separator: ":").first.map(String.init) == host
        })
      ?? (role == .jobManager ? single(sameRole) : nil)
      ?? single(sameRole.filter { $0.address == nil })
    return LogProcess(role: role, address: address, file: match?.file)
  }

  private func single(_ processes: [LogProcess]) -> LogProcess? {
    processes.count == 1 ? processes[0] : nil
  }
}
