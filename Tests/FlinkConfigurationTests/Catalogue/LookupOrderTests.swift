import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// Which of an option's names wins, held against the real `Configuration`.
@Suite struct LookupOrderTests {
  @Test(arguments: FlinkDistribution.required.filter(FlinkDistribution.available.contains))
  func isFlinks(distribution: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(distribution.version))
    let main = JarOption.perKey(try JarOption.all(of: distribution)).values.compactMap(\.first)
      .filter { !$0.fallback.isEmpty }
    let list = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-names-\(distribution.version)-\(UInt32.random(in: 0...(.max)))")
    try Data(main.map { "\($0.owner)\t\($0.field)\n" }.joined().utf8).write(to: list)
    defer { try? FileManager.default.removeItem(at: list) }

    let answers = try distribution.oracle("LookupOrder", [list.path(percentEncoded: false)])
    let lines = String(decoding: answers, as: UTF8.self).split(separator: "\n")
    try #require(lines.count > 70)
    for line in lines {
      let keys = line.split(separator: " ").map(String.init)
      let ours = OptionCatalogue.lookupOrder(of: try #require(keys.first), in: version)
      #expect(ours == keys)
    }
  }

  @Test func anUnknownKeyIsAskedAlone() {
    #expect(OptionCatalogue.lookupOrder(of: "a.b", in: .newest) == ["a.b"])
  }

  /// Rules name an option once, whatever a version calls it.
  @Test(
    arguments: [
      ("akka.ask.timeout", "1.17", "akka.ask.timeout"),
      ("akka.ask.timeout", "1.18", "pekko.ask.timeout"),
      ("pekko.ask.timeout", "1.12", "akka.ask.timeout"),
      ("high-availability.type", "1.12", "high-availability"),
      ("state.checkpoints.dir", "2.0", "execution.checkpointing.dir"),
      ("execution.checkpointing.dir", "1.12", "state.checkpoints.dir"),
      ("a.b", "2.0", nil), ("taskmanager.load-balance.mode", "1.12", nil),
    ] as [(String, String, String?)])
  func spelling(key: String, version: String, name: String?) throws {
    #expect(OptionCatalogue.spelling(of: key, in: try #require(FlinkVersion(version))) == name)
  }
}
