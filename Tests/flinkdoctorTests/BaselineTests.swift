import Foundation
import TestSupport
import Testing

/// A baseline silences what it knows, and nothing else.
@Suite struct BaselineTests {
  /// Environments of one repository have files of one name.
  @Test func aFindingInOneFileDoesNotSilenceTheSameInAnother() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let faulty = "jobmanager.rpc.port: 99999999\n"
    let paths = try ["dev", "prod"].map { folder in
      let folder = root.appending(path: folder)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return folder.appending(path: "flink-conf.yaml").path
    }
    func write(_ texts: [String]) throws {
      for (path, text) in zip(paths, texts) {
        try Data(text.utf8).write(to: URL(filePath: path))
      }
    }
    try write([faulty, "jobmanager.rpc.port: 6123\n"])
    let baseline = root.appending(path: "baseline.json")
    let report = try Program.run(
      Program.flinkdoctor,
      ["check", "--static", "--format", "json", "--fail-on", "never"] + paths)
    try Data(report.output.utf8).write(to: baseline)
    let check = ["check", "--static", "--baseline", baseline.path] + paths

    #expect(try Program.run(Program.flinkdoctor, check).status == 0)
    try write([faulty, faulty])
    #expect(try Program.run(Program.flinkdoctor, check).status == 1)
  }
}
