/// A Flink process, as `/proc` shows it: what runs, since when, and with which configuration.
package struct ProcessEvidence: Sendable, Hashable, Codable {
  /// What the main class is in a cluster.
  package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case jobManager = "jobmanager"
    case taskManager = "taskmanager"
    case historyServer = "historyserver"
    case zooKeeper = "zookeeper"
    case sqlGateway = "sql-gateway"
    /// The command line client, the SQL client, a session's starter: gone again when it is done.
    case client
  }

  /// Where it stands, as seen from the one who looked.
  package enum Place: String, Sendable, Hashable, Codable, CaseIterable {
    /// In the same network namespace: what listens there listens on this node.
    case here
    /// In a container of this machine, with interfaces and ports of its own.
    case otherNetwork = "other-network"
    case unknown
  }

  /// One `-Dkey=value`, `--host` or `--webui-port`; secrets are masked.
  package struct Override: Sendable, Hashable, Codable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// A limit of the process, nil where it has none.
  package struct Limit: Sendable, Hashable, Codable {
    package var soft: UInt64?
    package var hard: UInt64?

    package init(soft: UInt64?, hard: UInt64?) {
      self.soft = soft
      self.hard = hard
    }
  }

  package var pid: Int
  package var role: Role
  package var mainClass: String
  package var place: Place
  /// The user who owns it.
  package var uid: Int
  /// The letter of its state: `S` sleeping, `R` running, `T` stopped, `t` traced, `Z` dead, `D` waiting.
  package var state: String
  /// Milliseconds since 1970.
  package var startedAtMs: Int64
  /// The release that the flink-dist jar of its class path tells.
  package var version: String?
  /// The folder that it read its configuration from, as it names it.
  package var configDir: String?
  /// In the order in which Flink applies them: the last one of a key holds.
  package var overrides: [Override]
  /// What it says in its log that it read from its file; nil where no log tells.
  package var loaded: [Override]?
  /// What stands between `java` and the main class, without the class path; secrets are masked.
  package var jvmOptions: [String]
  /// The jars and folders of its class path, as far as they were read.
  package var classPath: [String]
  /// The jars it holds open; nil where its files may not be looked at.
  package var openJars: [String]?
  /// The folder above `bin/java`.
  package var javaHome: String?
  /// `JAVA_VERSION` of the `release` file there.
  package var javaVersion: String?
  /// The java that it runs was deleted or replaced on the disk.
  package var isJavaDeleted: Bool?
  /// The configuration file that it read, as it stands now.
  package var configuration: ConfigurationFileEvidence?
  /// Bytes in memory and in swap.
  package var residentBytes: Int64?
  package var swappedBytes: Int64?
  package var threads: Int?
  package var openFiles: Int?
  package var openFilesLimit: Limit?
  package var processesLimit: Limit?
  /// The limits and counters of the cgroup that it is in.
  package var cgroup: CgroupEvidence?
  /// What could not be looked at, and why.
  package var withheld: [String]?

  package init(
    pid: Int, role: Role, mainClass: String = "", place: Place = .here, uid: Int = 0,
    state: String = "S", startedAtMs: Int64 = 0, version: String? = nil, configDir: String? = nil,
    overrides: [Override] = [], jvmOptions: [String] = [], classPath: [String] = []
  ) {
    self.pid = pid
    self.role = role
    self.mainClass = mainClass
    self.place = place
    self.uid = uid
    self.state = state
    self.startedAtMs = startedAtMs
    self.version = version
    self.configDir = configDir
    self.overrides = overrides
    self.jvmOptions = jvmOptions
    self.classPath = classPath
  }
}

/// The Flink processes of a machine.
package struct ProcessesEvidence: Sendable, Hashable, Codable {
  /// By process id.
  package var flink: [ProcessEvidence]
  /// Why the list may be short; nil when every process was looked at.
  package var incomplete: String?
  /// When it was looked, in milliseconds since 1970, and by which user.
  package var lookedAtMs: Int64
  package var uid: Int

  package init(
    flink: [ProcessEvidence] = [], incomplete: String? = nil, lookedAtMs: Int64 = 0, uid: Int = 0
  ) {
    self.flink = flink
    self.incomplete = incomplete
    self.lookedAtMs = lookedAtMs
    self.uid = uid
  }

  /// Those whose ports and interfaces are this node's.
  package var here: [ProcessEvidence] { flink.filter { $0.place == .here } }
}
