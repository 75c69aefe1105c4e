/// What lies beside a configuration file: the conf folder and, where it is a FLINK_HOME, `lib/`.
package struct ConfigurationFolder: Sendable, Hashable {
  /// A small text file, whole.
  package struct File: Sendable, Hashable {
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// What a jar is, without a look at more than its directory and a class or two.
  package struct Jar: Sendable, Hashable, Codable {
    package var bytes: Int
    /// The highest major version of its first classes, 52 for Java 8; nil where it has none, or
    /// nothing asked.
    package var classVersion: Int?

    package init(bytes: Int, classVersion: Int? = nil) {
      self.bytes = bytes
      self.classVersion = classVersion
    }
  }

  /// By file name: `masters`, `workers`, `slaves`, `zoo.cfg` and the configuration files themselves.
  package var files: [String: File]
  /// The names of the jars in `lib/`, sorted; empty when there is no such folder.
  package var jars: [String]
  /// By jar; nil where they were not looked into.
  package var jarDetails: [String: Jar]?
  /// The release that the flink-dist jar itself tells, read only where its name tells none.
  package var manifestVersion: String?

  package init(files: [String: File] = [:], jars: [String] = []) {
    self.files = files
    self.jars = jars
  }
}

extension ConfigurationFolder {
  /// The jars that hold Flink itself; there should be one.
  package var distJars: [String] { jars.filter { $0.hasPrefix("flink-dist") } }
}
