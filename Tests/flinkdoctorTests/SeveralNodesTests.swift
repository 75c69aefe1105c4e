import Foundation
import TestSupport
import Testing

/// `check --from a.json b.json …` judges each node, and what must agree among them.
@Suite struct SeveralNodesTests {
  private struct Finding {
    var id: String
    var message: String
    var path: String
    var line: Int?
  }

  @Test func whoDiffersFromTheRestIsNamed() throws {
    let found = try findings([
      "jm1": "jobmanager.rpc.address: jm1\nheartbeat.timeout: 50000\n",
      "tm1": "jobmanager.rpc.address: jm1\n",
      "tm2": "jobmanager.rpc.address: jm1\n\nheartbeat.timeout: 30000\n",
    ])
    let finding = try #require(found.first { $0.id == "FD8507" })
    #expect(finding.message.hasPrefix("tm2 has"))
    #expect(finding.message.contains("the other 2 nodes (jm1 and tm1)"))
    #expect(finding.path.hasPrefix("tm2:") && finding.path.hasSuffix("flink-conf.yaml"))
    #expect(finding.line == 3)
  }

  @Test func ofTwoNodesBothAreNamed() throws {
    let found = try findings([
      "jm1": "jobmanager.rpc.address: jm1\n", "tm1": "jobmanager.rpc.address: jm1.lab\n",
    ])
    let finding = try #require(found.first { $0.id == "FD8501" })
    #expect(finding.message.contains("jm1") && finding.message.contains("tm1 has"))
    #expect(finding.path.hasPrefix("jm1:"))
  }

  @Test func anIgnoreSilencesWhatIsAboutSeveralNodes() throws {
    let found = try findings([
      "jm1": "jobmanager.rpc.address: jm1\n",
      "tm1": """
      # flinkdoctor: ignore=FD8501 reason="moved next week"
      jobmanager.rpc.address: jm9

      """,
      "tm2": "jobmanager.rpc.address: jm1\n",
    ])
    #expect(!found.contains { $0.id == "FD8501" || $0.id == "FD1802" })
  }

  @Test func nodesThatAgreeHaveNoFindingAboutThem() throws {
    let found = try findings([
      "jm1": "jobmanager.rpc.address: jm1\njobmanager.bind-host: 0.0.0.0\n",
      "tm1": "jobmanager.rpc.address: jm1\ntaskmanager.host: tm1\nio.tmp.dirs: /data/a\n",
      "tm2": """
      jobmanager.rpc.address: jm1
      taskmanager.host: tm2
      taskmanager.numberOfTaskSlots: 8
      taskmanager.memory.process.size: 8g

      """,
    ])
    #expect(!found.contains { $0.id.hasPrefix("FD85") }, "\(found)")
  }

  /// Saves each file under the name of a node, and judges all together.
  private func findings(_ nodes: [String: String]) throws -> [Finding] {
    try Shell.withTemporaryFolder { folder in
      let files = try nodes.sorted { $0.key < $1.key }.map { name, text in
        let conf = folder.appending(path: name)
        try FileManager.default.createDirectory(at: conf, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: conf.appending(path: "flink-conf.yaml"))
        let file = folder.appending(path: "\(name).json").path
        _ = try Program.flinkdoctor(
          "check", "--static", "--flink-version", "1.18", conf.path, "--save", file)
        return file
      }
      let run = try Program.run(
        Program.flinkdoctor, ["check", "--format", "json", "--from"] + files)
      let report = try #require(
        JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
        "\(run.complaints)")
      let results = try #require(report["results"] as? [[String: Any]])
      return results.compactMap { result in
        guard result["status"] as? String == "finding", result["suppressed"] is NSNull else {
          return nil
        }
        let place = result["location"] as? [String: Any]
        return Finding(
          id: result["id"] as? String ?? "", message: result["message"] as? String ?? "",
          path: place?["path"] as? String ?? "", line: place?["line"] as? Int)
      }
    }
  }
}
