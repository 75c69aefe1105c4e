import Foundation
import TestSupport
import Testing

/// Input that is no configuration gets a message on stderr and exit code 2; never a trap or a hang.
@Suite struct BadInputTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test func noSuchFile() throws {
    try expectRefusal(of: "nowhere.yaml", "no such file")
  }

  @Test func aFolderWithoutConfiguration() throws {
    try expectRefusal(of: "", "holds neither config.yaml nor flink-conf.yaml")
  }

  @Test func aFIFO() throws {
    mkfifo(folder.appending(path: "flink-conf.yaml").path, 0o600)
    try expectRefusal(of: "flink-conf.yaml", "is a FIFO")
  }

  @Test func aDevice() throws {
    let program = try Program.flinkdoctor("check", "/dev/zero")
    #expect(program.status == 2)
    #expect(program.complaints.contains("is a device"))
  }

  @Test func aGigabyteOfNothing() throws {
    let path = folder.appending(path: "config.yaml").path
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    #expect(truncate(path, 1 << 30) == 0)
    try expectRefusal(of: "config.yaml", "has 1073741824 bytes")
  }

  @Test func noise() throws {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<100_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    try Data(bytes).write(to: folder.appending(path: "flink-conf.yaml"))
    try expectRefusal(of: "flink-conf.yaml", "is a binary file")
  }

  @Test func utf16InAFlatFile() throws {
    let data = try #require("\u{FEFF}jobmanager.rpc.port: 6123\n".data(using: .utf16LittleEndian))
    try data.write(to: folder.appending(path: "flink-conf.yaml"))
    try expectRefusal(of: "flink-conf.yaml", "is UTF-16")
  }

  /// Flink's YAML parser looks at the byte-order mark.
  @Test func utf16InConfigYaml() throws {
    let data = try #require("\u{FEFF}rest.port: 8081\n".data(using: .utf16LittleEndian))
    let path = folder.appending(path: "config.yaml")
    try data.write(to: path)
    let program = try Program.flinkdoctor("effective", "--format", "json", path.path)
    #expect(program.status == 0)
    #expect(program.output.contains("\"rest.port\""))
  }

  @Test func anEndlessPipe() throws {
    let program = try Program.run(
      "/bin/sh", ["-c", "yes '# nothing' | \(Program.flinkdoctor) check -"])
    #expect(program.status == 2)
    #expect(program.complaints.contains("goes on after 16 MiB"))
  }

  @Test func oneBadInputDoesNotHideTheOthers() throws {
    let program = try Program.flinkdoctor(
      "check", folder.appending(path: "nowhere.yaml").path, "examples/incident/flink-conf.yaml")
    #expect(program.status == 2)
    #expect(program.output.contains("examples/incident/flink-conf.yaml"))
  }

  @Test func anEmptyFileIsAConfiguration() throws {
    let program = try Program.flinkdoctor("check", "--static", "-")
    #expect(program.status != 2)
    #expect(!program.wasKilled)
  }

  private func expectRefusal(
    of name: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let path = folder.appending(path: name).path
    for mode in [["--static"], []] {
      let program = try Program.run(Program.flinkdoctor, ["check", path] + mode, limit: 20)
      #expect(program.status == 2, sourceLocation: sourceLocation)
      #expect(program.output.isEmpty, sourceLocation: sourceLocation)
      #expect(program.complaints.contains(reason), "\(program.complaints)")
    }
  }
}
