import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// The committed catalogue against the jars of real Flink.
@Suite struct CatalogueAgainstJarsTests {
  /// Rewrites the catalogue; `Tests/Catalogue/generate` sets the variable.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FLINKDOCTOR_CATALOGUE"] != nil))
  func isWritten() throws {
    try #require(FlinkDistribution.all.count == FlinkVersion.known.count)
    var lines = CatalogueLines()
    for (index, distribution) in FlinkDistribution.all.enumerated() {
      lines.add(try JarOption.all(of: distribution), version: index)
    }
    let file = Repository.path("Sources/FlinkConfiguration/Catalogue/CatalogueLines.swift")
    try Data(lines.swift.utf8).write(to: URL(filePath: file))
  }

  /// Every key that the jars have and no other, each with type, default, aliases and marks.
  @Test(arguments: FlinkDistribution.available)
  func saysWhatTheJarsSay(distribution: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(distribution.version))
    let index = try #require(FlinkVersion.known.firstIndex(of: version))
    let fields = try JarOption.all(of: distribution)
    try #require(fields.count > 600)

    let committed = try committedLines(of: index)
    let real = CatalogueLines.lines(of: fields)
    let missing = Set(real).subtracting(committed).sorted()
    let extra = Set(committed).subtracting(real).sorted()
    #expect(missing.isEmpty, "the catalogue lacks: \(missing.prefix(5))")
    #expect(extra.isEmpty, "the jars lack: \(extra.prefix(5))")

    let keys = OptionCatalogue.keys(in: version)
    let isSame = keys == Set(fields.map(\.key)).sorted(by: byBytes)
    #expect(isSame, "other keys, or another order")
    for (key, field) in JarOption.perKey(fields).compactMapValues(\.first) {
      guard let option = OptionCatalogue.option(key, in: version) else {
        Issue.record("\(key) is not found")
        return
      }
      let fallback = field.fallback.split(separator: ",").map { String($0.dropFirst()) }
      #expect(option.type.description == field.shortType)
      #expect(option.fallbackKeys.map(\.key) == fallback)
      #expect(option.isDeprecated == field.isDeprecated)
      #expect((option.default == nil) == field.defaultValue.isEmpty)
    }
  }

  /// The committed lines that hold in a version, without their spans.
  private func committedLines(of index: Int) throws -> [String] {
    let file = try Repository.contents("Sources/FlinkConfiguration/Catalogue/CatalogueLines.swift")
    let letter = UInt8(ascii: "a") + UInt8(clamping: index)
    return String(decoding: file, as: UTF8.self).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let first = parts[1].utf8.first, let last = parts[1].utf8.last,
        first <= letter, letter <= last
      else { return nil }
      return parts[0] + "\t" + parts[2]
    }
  }
}
