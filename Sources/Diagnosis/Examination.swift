package import Evidence
package import FlinkConfiguration

/// All that the rules look at: the configuration as Flink has it, what surrounds it, what was measured.
package struct Examination: Sendable {
  /// The one version that is judged now; read it through `Examination+Version`.
  var judgedVersion: FlinkVersion
  /// nil outside of a judge's run: what is shared would not follow a change.
  var shared: Shared?
  /// The versions for which all that was read is the same, while a rule judges.
  var reads = VersionReads()
  /// Every version that is still possible.
  package var versions: FlinkVersionRange
  /// What told them: `--flink-version`, `lib/flink-dist-1.18.1.jar`, `REST`.
  package var versionSource = "unknown"
  /// Whether the user or the installation named them, so that nothing else needs to.
  package var isVersionTold: Bool {
    versionSource == "--flink-version" || versionSource.hasPrefix("lib/")
  }
  package var deployment: Deployment
  package var topology: Topology
  /// nil when it is not known what this node does.
  package var role: Role?
  /// Where the leading JobManager is, when the user says so.
  package var leader: LeaderAddress?
  package var expectation: Expectation
  /// A firewall stands between the machines, so that every port must be known beforehand.
  package var firewall: Bool
  /// The file as its dialect's reader sees it.
  package var reading: ConfigurationReading
  /// The file with what is laid over it (`FLINK_PROPERTIES`, `--set`), as Flink has it in the end.
  package var configuration: EffectiveConfiguration {
    didSet {
      keys = KeyReview(configuration, versions: versions.versions)
      catalogued = Self.catalogued(in: configuration)
      aliased = Self.aliased(by: catalogued)
    }
  }
  /// The keys of the configuration that are not simply options of every version.
  package private(set) var keys: KeyReview
  /// The entries that hold, without those whose key no version of Flink has.
  package private(set) var catalogued: [ConfigurationEntry]
  /// The options that some key of the configuration other than their own may set.
  private(set) var aliased: Set<String>
  package var folder: ConfigurationFolder
  package var evidence: Evidence
  /// What the node is called among others.
  var name: String?
  /// The other nodes of the cluster, where several are judged together.
  var others: [NodeExamination] = []

  package init(
    version: FlinkVersion, versions: FlinkVersionRange? = nil,
    deployment: Deployment = .standalone, topology: Topology = .unknown, role: Role? = nil,
    expectation: Expectation = .up, firewall: Bool = false, reading: ConfigurationReading,
    configuration: EffectiveConfiguration, folder: ConfigurationFolder = ConfigurationFolder(),
    evidence: Evidence = Evidence()
  ) {
    judgedVersion = version
    self.versions = versions ?? FlinkVersionRange(version)
    self.deployment = deployment
    self.topology = topology
    self.role = role
    self.expectation = expectation
    self.firewall = firewall
    self.reading = reading
    self.configuration = configuration
    self.keys = KeyReview(configuration, versions: self.versions.versions)
    catalogued = Self.catalogued(in: configuration)
    aliased = Self.aliased(by: catalogued)
    self.folder = folder
    self.evidence = evidence
  }

  private static func catalogued(
    in configuration: EffectiveConfiguration
  ) -> [ConfigurationEntry] {
    configuration.effective.filter { OptionCatalogue.contains($0.key) }
  }

  private static func aliased(by entries: [ConfigurationEntry]) -> Set<String> {
    Set(entries.flatMap { OptionCatalogue.readersInAnyVersion(of: $0.key) })
  }

  /// Judges for one version from now on.
  package mutating func settle(on version: FlinkVersion, toldBy source: String) {
    judgedVersion = version
    versions = FlinkVersionRange(version)
    versionSource = source
    keys = KeyReview(configuration, versions: versions.versions)
  }
}
