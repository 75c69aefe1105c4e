import FoundationEssentials
import TestSupport

/// One `ConfigOption` field of a distribution's jars, as `Tests/Oracle/OptionDump.java` prints it.
struct JarOption: Hashable {
  let key: String
  let owner: String
  let field: String
  let type: String
  let defaultValue: String
  let fallback: String
  let constants: String
  let shownDefault: String
  let marks: [String]

  init?(_ line: Substring) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 9 else { return nil }
    (key, owner, field) = (parts[0], parts[1], parts[2])
    (type, defaultValue, fallback) = (parts[3], parts[4], parts[5])
    (constants, shownDefault) = (parts[6], parts[7])
    marks = parts[8].split(separator: ",").map(String.init)
  }

  /// The type without the class of an enum, which moves without effect for operators.
  var shortType: String {
    guard type.contains("Enum:") else { return type }
    return type.hasPrefix("List<") ? "List<Enum>" : "Enum"
  }

  var isDeprecated: Bool { marks.contains("deprecated") }

  /// The marks of the committed line: what the key is good for, then `deprecated`.
  var committedMarks: [String] { scopeMarks + (isDeprecated ? ["deprecated"] : []) }

  /// Where the key means something; none for a key of the configuration file.
  var scopeMarks: [String] {
    let suffixes = marks.filter { $0.hasPrefix("suffix:") }
    if let bare = Self.bareSuffixOwners.first(where: { owner.hasSuffix("." + $0.owner) }),
      suffixes.isEmpty || suffixes == ["suffix:"], bare.keys?.contains(key) != false
    {
      return ["suffix:" + bare.prefix]
    }
    if !suffixes.isEmpty { return suffixes }
    if Self.internalStarts.contains(where: key.hasPrefix) || owner.hasSuffix(".StreamConfig") {
      return ["internal"]
    }
    if key == "partition.fields.#.date-formatter" { return ["table"] }
    guard Self.tableOwners.contains(where: { owner.hasPrefix("org.apache.flink." + $0) }),
      !Self.configurationKeysOfTableOwners.contains(key)
    else { return [] }
    return ["table"]
  }

  /// Packages and classes whose options are read from a table, catalogue, module, format, hint or
  /// function, and never from the cluster's configuration: their factories get them from SQL.
  static let tableOwners = [
    "connector.base.table.", "connector.datagen.", "connector.file.table.", "connector.print.",
    "formats.", "table.api.config.LookupJoinHintOptions",
    "table.api.config.MLPredictRuntimeConfigOptions",
    "table.api.config.VectorSearchRuntimeConfigOptions", "table.catalog.", "table.connector.",
    "table.factories.", "table.filesystem.", "table.formats.", "table.module.",
    "table.planner.hint.", "table.runtime.arrow.", "table.sinks.", "table.utils.python.",
  ]

  /// Keys that such classes declare for the configuration file all the same.
  static let configurationKeysOfTableOwners: Set<String> = [
    "sql-gateway.endpoint.type", "table.catalog-store.kind", "workflow-scheduler.type",
  ]

  /// Classes whose options are suffixes, where the jars have no prefix (`@SuffixOption` has one
  /// since 1.16); `keys` where a class has options of other kinds too.
  static let bareSuffixOwners: [(owner: String, prefix: String, keys: Set<String>?)] = [
    ("GPUDriver", "external-resource.<resource_name>.param", nil),
    ("InfluxdbReporterOptions", "metrics.reporter.influxdb", nil),
    ("PrometheusPushGatewayReporterOptions", "metrics.reporter.prometheus", nil),
    ("MetricOptions", "metrics.reporter.<name>", ["class"]),
    ("ReporterSetup", "metrics.reporter.<name>", nil),
    ("FileCatalogStoreFactoryOptions", "table.catalog-store.file", nil),
  ]

  static let internalStarts = ["$internal.", "internal.", "__table."]

  /// Every field of a distribution's jars.
  ///
  /// The dump takes seconds, so the cache keeps it as long as the program that makes it stays the
  /// same.
  static func all(of distribution: FlinkDistribution) throws -> [JarOption] {
    let program = try Repository.contents("Tests/Oracle/OptionDump.java")
    let kept = URL(
      filePath: FlinkDistribution.cache
        + "/oracle/options-\(distribution.version)-\(fingerprint(program)).tsv")
    var dump = [UInt8]((try? Data(contentsOf: kept)) ?? Data())
    if dump.isEmpty {
      dump = try distribution.oracle("OptionDump")
      try Data(dump).write(to: kept, options: .atomic)
    }
    return String(decoding: dump, as: UTF8.self).split(separator: "\n").compactMap { JarOption($0) }
  }

  /// One field per key: where several declare it, the one that Flink's own code reads.
  ///
  /// A field that is not deprecated goes before one that is, a key of the file before a table's,
  /// one with a default before one without, and then the names decide.
  static func perKey(_ fields: [JarOption]) -> [String: [JarOption]] {
    Dictionary(grouping: fields, by: \.key).mapValues { fields in
      fields.sorted { left, right in
        if left.isDeprecated != right.isDeprecated { return right.isDeprecated }
        if left.isTable != right.isTable { return right.isTable }
        if left.defaultValue.isEmpty != right.defaultValue.isEmpty {
          return right.defaultValue.isEmpty
        }
        return (left.owner, left.field) < (right.owner, right.field)
      }
    }
  }

  private var isTable: Bool { scopeMarks == ["table"] }
}

/// FNV-1a, to tell one version of a program from the next.
private func fingerprint(_ bytes: [UInt8]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes {
    hash = (hash ^ UInt64(byte)).multipliedReportingOverflow(by: 0x100_0000_01b3).partialValue
  }
  return String(hash, radix: 16)
}
