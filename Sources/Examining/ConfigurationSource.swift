package import Diagnosis
package import FlinkConfiguration

/// What a PATH of the command line stands for: one configuration and what lies beside it.
package struct ConfigurationSource: Sendable {
  /// The configuration file, as the reports name it.
  package var path: String
  package var bytes: [UInt8]
  package var dialect: Dialect
  package var folder: ConfigurationFolder
  /// What the surroundings tell of the Flink version, and what told it.
  package var versions: FlinkVersionRange
  package var versionSource: String

  package init(
    path: String, bytes: [UInt8], dialect: Dialect, folder: ConfigurationFolder,
    versions: FlinkVersionRange, versionSource: String
  ) {
    self.path = path
    self.bytes = bytes
    self.dialect = dialect
    self.folder = folder
    self.versions = versions
    self.versionSource = versionSource
  }
}
