import FoundationEssentials

/// A real Flink release in the cache that `Tests/flink-distribution` fills.
package struct FlinkDistribution: Sendable, Hashable, CustomStringConvertible {
  package let version: String

  /// `{lib,opt,plugins,bin,conf}` are here.
  package var home: String { Self.cache + "/flink-" + version }

  package var description: String { version }

  /// One release of every minor, 1.12 to 2.3.
  package static let all: [FlinkDistribution] = [
    "1.12.5", "1.13.6", "1.14.6", "1.15.4", "1.16.3", "1.17.2", "1.18.1", "1.19.3", "1.20.5",
    "2.0.2", "2.1.3", "2.2.1", "2.3.0",
  ].map { FlinkDistribution(version: $0) }

  /// Those that CI downloads: without them its tests fail, and do not quietly do nothing.
  package static let required: [FlinkDistribution] = ["1.12.5", "1.18.1", "1.20.5", "2.3.0"].map {
    FlinkDistribution(version: $0)
  }

  /// Those that tests can use here; in CI the required ones are among them even when missing.
  package static let available: [FlinkDistribution] = all.filter { distribution in
    distribution.isCached || isCI && required.contains(distribution)
  }

  package static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

  package static let cache: String = {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["FLINKDOCTOR_CACHE"], !cache.isEmpty { return cache }
    return (environment["HOME"] ?? "/root") + "/.cache/flinkdoctor"
  }()

  package var isCached: Bool { FileManager.default.fileExists(atPath: home + "/lib") }

  /// What a program of `Tests/Oracle` prints when it runs against this Flink.
  package func oracle(_ program: String, _ arguments: [String] = []) throws -> [UInt8] {
    try Shell.output(ofWords: [Repository.path("Tests/oracle"), version, program] + arguments)
  }
}
