import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// Options without effect, held against the bytecode of real Flink.
@Suite struct UnreadOptionsTests {
  @Test(arguments: FlinkDistribution.required.filter(FlinkDistribution.available.contains))
  func noClassReadsThem(distribution: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(distribution.version))
    let unread = Set(KeyRemark.unreadOptions(in: version))
    try #require(!unread.isEmpty)
    let fields = JarOption.perKey(try JarOption.all(of: distribution)).flatMap(\.value)
    // Options that are certainly read, to see that the search finds anything.
    let controls: Set = ["taskmanager.host", "jobmanager.rpc.address", "heartbeat.timeout"]
    let wanted = fields.filter { unread.contains($0.key) || controls.contains($0.key) }
    let list = FileManager.default.temporaryDirectory
      .appending(
        path: "flinkdoctor-fields-\(distribution.version)-\(UInt32.random(in: 0...(.max)))")
    try Data(wanted.map { "\($0.owner)\t\($0.field)\n" }.joined().utf8).write(to: list)
    defer { try? FileManager.default.removeItem(at: list) }

    let output = try distribution.oracle("OptionReaders", [list.path(percentEncoded: false)])
    let read = Set(String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init))
    let readKeys = Set(wanted.filter { read.contains("\($0.owner)\t\($0.field)") }.map(\.key))
    #expect(readKeys == controls)
  }
}
