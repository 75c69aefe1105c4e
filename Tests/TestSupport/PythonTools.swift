import FoundationEssentials

/// The environment that `Tests/python-tools` makes: other people's validators.
package enum PythonTools {
  package static let folder = FlinkDistribution.cache + "/venv"

  /// Missing, they make tests fail in CI; elsewhere those tests are disabled.
  package static var areAvailable: Bool {
    FlinkDistribution.isCI || FileManager.default.fileExists(atPath: folder + "/stamp")
  }

  /// Runs a Python script of `Tests/` and tells what it printed and how it ended.
  package static func run(
    _ script: String, _ arguments: [String]
  ) throws -> (output: String, status: Int32) {
    let words = [folder + "/bin/python", Repository.path("Tests/\(script)")] + arguments
    let (output, status) = try Shell.everything(ofWords: words)
    return (String(decoding: output, as: UTF8.self), status)
  }
}

/// What other people's tools for its format have against reports (`Tests/validate-report`).
package func problems(
  _ reports: [String], _ format: String, schema: String? = nil
) throws -> String {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "flinkdoctor-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  func file(_ name: String, _ text: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
  var arguments = [format]
  if let schema { arguments = ["--schema", try file("schema", schema)] + arguments }
  for (at, report) in reports.enumerated() { arguments.append(try file("report\(at)", report)) }
  let (output, status) = try PythonTools.run("validate-report", arguments)
  return status == 0 ? output : "status \(status): \(output)"
}
