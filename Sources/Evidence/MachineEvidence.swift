/// What this node has to give to Flink's processes.
package struct MachineEvidence: Sendable, Hashable, Codable {
  package var memoryBytes: Int64?
  package var availableBytes: Int64?
  package var swapBytes: Int64?
  package var cpus: Int
  /// The doctor's own control group, which is Flink's where both stand in one container.
  package var cgroup: CgroupEvidence?
  /// In the order of the plan.
  package var directories: [DirectoryEvidence]
  /// By path.
  package var pidFiles: [PidFileEvidence]
  /// The Java that `env.java.home` names, and the one of `JAVA_HOME`.
  package var javas: [JavaEvidence]

  package init(
    memoryBytes: Int64? = nil, availableBytes: Int64? = nil, swapBytes: Int64? = nil,
    cpus: Int = 1, cgroup: CgroupEvidence? = nil, directories: [DirectoryEvidence] = [],
    pidFiles: [PidFileEvidence] = [], javas: [JavaEvidence] = []
  ) {
    self.memoryBytes = memoryBytes
    self.availableBytes = availableBytes
    self.swapBytes = swapBytes
    self.cpus = cpus
    self.cgroup = cgroup
    self.directories = directories
    self.pidFiles = pidFiles
    self.javas = javas
  }
}

/// A folder that the configuration names, as the user of the Flink process has it.
package struct DirectoryEvidence: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Hashable, Codable {
    case folder
    case missing
    /// Something else has the name.
    case notAFolder
    /// A folder above it may not be entered by the one who looked.
    case notPermitted
    /// The file system did not answer in time.
    case timedOut
  }

  /// The option that names it.
  package var key: String
  package var path: String
  package var state: State
  /// The folder itself, or the nearest one above it that exists.
  package var nearest: String?
  /// The user it was judged for, and whether that user may write there; nil where nothing tells.
  package var uid: Int
  package var isWritable: Bool?
  package var isReadOnly: Bool?
  package var isNoExec: Bool?
  package var freeBytes: Int64?
  package var totalBytes: Int64?
  package var freeInodes: Int64?
  package var totalInodes: Int64?

  package init(key: String, path: String, state: State, uid: Int, nearest: String? = nil) {
    self.key = key
    self.path = path
    self.state = state
    self.uid = uid
    self.nearest = nearest
  }
}

/// A file in which Flink's scripts keep the numbers of the processes that they started.
package struct PidFileEvidence: Sendable, Hashable, Codable {
  package struct Entry: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, Codable {
      case flink
      /// No process has the number.
      case gone
      /// Another program has got the number since.
      case otherProgram
    }

    package var pid: Int
    package var state: State
    /// The name of the other program, and whether the file's owner may end it.
    package var program: String?
    package var isSameUser: Bool?

    package init(
      pid: Int, state: State, program: String? = nil, isSameUser: Bool? = nil
    ) {
      self.pid = pid
      self.state = state
      self.program = program
      self.isSameUser = isSameUser
    }
  }

  package var path: String
  package var entries: [Entry]

  package init(path: String, entries: [Entry]) {
    self.path = path
    self.entries = entries
  }
}

/// A Java installation that a setting names; its `release` file was read, and nothing was run.
package struct JavaEvidence: Sendable, Hashable, Codable {
  /// `env.java.home`, or the variable `JAVA_HOME`.
  package var source: String
  package var home: String
  package var hasJava: Bool
  package var version: String?

  package init(source: String, home: String, hasJava: Bool, version: String? = nil) {
    self.source = source
    self.home = home
    self.hasJava = hasJava
    self.version = version
  }
}
