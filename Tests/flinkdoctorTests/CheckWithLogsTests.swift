import Foundation
import TestSupport
import Testing

/// `check` on a node reads what its Flink logged, and minds only what is not over.
@Suite struct CheckWithLogsTests {
  private static let refused = """
    WARN  akka.remote.ReliableDeliverySupervisor [] - Association with remote system \
    [akka.tcp://flink@jobmanager.invalid:6123] has failed, address is now gated for [50] ms. \
    Reason: [Association failed with [akka.tcp://flink@jobmanager.invalid:6123]] Caused by: \
    [java.net.ConnectException: Connection refused: jobmanager.invalid/10.9.12.1:6123]
    """
  private static let registered = """
    INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] - Successful registration at \
    resource manager akka.tcp://flink@jobmanager.invalid:6123/user/rpc/resourcemanager_* under \
    registration id fca14f1d33291ceab99c353a95e58da1.
    """

  /// The lines of a TaskManager's log (Flink 1.12.5), so many seconds old, as `check` tells of them:
  /// the ids of its findings about logs.
  private func findings(_ lines: [(age: Double, text: String)], fileAge: Double = 0) throws
    -> [String]
  {
    try Shell.withTemporaryFolder { home in
      for folder in ["conf", "lib", "log"] {
        try FileManager.default.createDirectory(
          at: home.appending(path: folder), withIntermediateDirectories: true)
      }
      let configuration = home.appending(path: "conf/flink-conf.yaml")
      try Data("jobmanager.rpc.address: jobmanager.invalid\n".utf8).write(to: configuration)
      let stamp = DateFormatter()
      stamp.dateFormat = "yyyy-MM-dd HH:mm:ss,SSS"
      let text = lines.map { line in
        "\(stamp.string(from: Date(timeIntervalSinceNow: -line.age))) \(line.text)\n"
      }
      let log = home.appending(path: "log/flink-root-taskexecutor-0-tm1.log")
      try Data(text.joined().utf8).write(to: log)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -fileAge)], ofItemAtPath: log.path)
      let run = try Program.flinkdoctor(
        "check", configuration.path, "--flink-version", "1.12", "--format", "json", "--only",
        "FD7*", "--timeout", "500ms", "--deadline", "2s")
      let report = try #require(
        JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let results = try #require(report["results"] as? [[String: Any]])
      return results.filter { $0["status"] as? String == "finding" }
        .compactMap { $0["id"] as? String }.sorted()
    }
  }

  @Test func troubleThatLastsIsTold() throws {
    #expect(try findings([(600, Self.registered), (60, Self.refused), (10, Self.refused)]) != [])
  }

  @Test func troubleThatIsOverIsNot() throws {
    #expect(try findings([(60, Self.refused), (50, Self.refused), (10, Self.registered)]) == [])
  }

  @Test func whatWasWrittenWhileTheClockWasAheadTellsNothing() throws {
    #expect(try findings([(-500, Self.registered), (60, Self.refused), (10, Self.refused)]) != [])
    #expect(try findings([(-500, Self.refused)]) == [])
  }

  @Test func whatIsOlderThanAnHourIsNot() throws {
    #expect(try findings([(8000, Self.refused), (7200, Self.refused)], fileAge: 7000) == [])
  }
}
