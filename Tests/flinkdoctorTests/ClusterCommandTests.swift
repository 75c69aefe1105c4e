import Foundation
import TestSupport
import Testing

/// `flinkdoctor cluster` where there is no cluster; what it says of real ones is the lab's.
@Suite struct ClusterCommandTests {
  @Test(arguments: [
    ["cluster"], ["cluster", "ftp://jm1"], ["cluster", "http://jm1:99999"],
    ["cluster", "jm1", "--gc-window", "long"], ["cluster", "jm1", "--interval", "x"],
    ["cluster", "jm1", "--insecure", "--cacert", "/etc/hosts"],
    ["cluster", "jm1", "--credentials", "/nowhere"], ["cluster", "jm1", "--credentials", "/tmp"],
    ["cluster", "jm1", "--conf", "/nowhere"],
  ])
  func wrongUsageIsExitCode2(words: [String]) throws {
    let program = try Program.run(Program.flinkdoctor, words)
    #expect(program.status == 2, "\(program.complaints)")
    #expect(program.output.isEmpty)
    #expect(!program.complaints.isEmpty)
  }

  @Test func aRefusedPortIsAFinding() throws {
    let port = try #require(LoopbackListener.closedPort())
    let program = try Program.flinkdoctor("cluster", "127.0.0.1:\(port)", "--format", "short")
    #expect(program.status == 1)
    #expect(program.output.contains("FD8001"), "\(program.output)")
    #expect(program.output.contains("nothing listens there"))
    let allowed = try Program.flinkdoctor(
      "cluster", "127.0.0.1:\(port)", "--fail-on", "never", "--format", "short")
    #expect(allowed.status == 0)
  }

  @Test(arguments: ["text", "json", "sarif", "junit", "github"])
  func noFormatShowsThePassword(format: String) throws {
    let port = try #require(LoopbackListener.closedPort())
    let program = try Program.flinkdoctor(
      "cluster", "http://me:hunter2@127.0.0.1:\(port)/flink", "--format", format, "-v")
    #expect(!program.output.contains("hunter2"))
    #expect(!program.complaints.contains("hunter2"))
    let wrong = try Program.flinkdoctor("cluster", "ftp://me:hunter2@jm1", "--format", format)
    #expect(!wrong.complaints.contains("hunter2"), "\(wrong.complaints)")
  }

  @Test func aWatchOfNothingEndsWithASummary() throws {
    let port = try #require(LoopbackListener.closedPort())
    let program = try Program.flinkdoctor(
      "cluster", "127.0.0.1:\(port)", "--watch", "--interval", "500ms", "--for", "1200ms",
      "--format", "json")
    #expect(program.status == 1)
    let lines = program.output.split(separator: "\n")
    #expect(lines.count == 2, "\(program.output)")
    #expect(lines.first?.contains(#""started""#) == true, "\(program.output)")
    #expect(lines.last?.contains(#""summary""#) == true)
  }
}
