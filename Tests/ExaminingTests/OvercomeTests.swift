import Diagnosis
import Evidence
import LogReading
import Rules
import Testing

@testable import Examining

/// What `check` takes for over in a JobManager's log: lines of real clusters of 1.20.5, in which one
/// TaskManager was started again.
struct OvercomeTests {
  /// The ids of the signatures that are left, in the order of their lines.
  private func left(_ lines: [String]) -> [String] {
    let rules = RuleRegistry.rules.map { $0.card }.filter { !$0.literals.isEmpty }
    let patterns = rules.map { LogPattern(id: $0.id, literals: $0.literals) }
    let log = lines.joined(separator: "\n") + "\n"
    let name = "flink-root-standalonesession-0-jm1.log"
    let evidence = LogReader.evidence(
      of: [(path: name, bytes: [UInt8](log.utf8))], patterns: patterns + [recovery])
    return evidence.withoutOvercome().events.flatMap(\.ids).filter { $0.hasPrefix("FD") }
  }

  private static func line(_ time: String, _ rest: String) -> String {
    "2026-11-29 14:55:\(time) \(rest)"
  }

  private static func registered(_ time: String, _ id: String) -> String {
    let address = id.prefix { $0 != "-" }
    return line(
      time,
      "INFO  org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering "
        + "TaskManager with ResourceID \(id) (pekko.tcp://flink@\(address)/user/rpc/taskmanager_0) at "
        + "ResourceManager")
  }

  private static func lost(_ time: String, _ address: String) -> String {
    line(
      time,
      "WARN  org.apache.pekko.remote.ReliableDeliverySupervisor           [] - Association with "
        + "remote system [pekko.tcp://flink@\(address)] has failed, address is now gated for [50] ms. "
        + "Reason: [Disassociated] ")
  }

  private static func unreachable(_ time: String, _ id: String) -> String {
    line(
      time,
      "INFO  org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - TaskManager "
        + "with id \(id) is no longer reachable.")
  }

  private static func failed(_ time: String = "09,999") -> String {
    line(
      time,
      "INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph       [] - Map -> Filter -> Sink: "
        + "Print to Std. Out (2/4) (1efab384a8c78be13d5f064771e330ef_90bea66de1c231edf33913ecd54406c1_1_0) "
        + "switched from RUNNING to FAILED on 10.77.0.22:6122-38dd1f @ tm2.lab (dataPort=6121).")
  }

  private static func jobRuns(_ time: String) -> String {
    line(
      time,
      "INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph       [] - Job lab "
        + "(500ab2371f41770c87be29abceeed4a4) switched from state CREATED to RUNNING.")
  }

  private static let runsAgain = line(
    "30,001",
    "INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph       [] - Map -> Filter -> Sink: "
      + "Print to Std. Out (2/4) (1efab384a8c78be13d5f064771e330ef_90bea66de1c231edf33913ecd54406c1_1_1) "
      + "switched from INITIALIZING to RUNNING.")

  @Test("With random ports the old one is missed for a while after the TaskManager is back")
  func randomPort() {
    let before = [
      Self.registered("09,341", "10.77.0.21:46299-f79517"),
      Self.registered("09,458", "10.77.0.22:43035-54819c"), Self.lost("09,815", "10.77.0.21:46299"),
    ]
    let after = [Self.unreachable("13,386", "10.77.0.21:46299-f79517")]
    #expect(left(before + after) == ["FD7001", "FD7302"])
    let back = Self.registered("12,710", "10.77.0.21:33085-cabcba")
    #expect(left(before + [back] + after) == [])
    // Another one of its machine that was there before is no other one in its place.
    let neighbour = Self.registered("09,102", "10.77.0.21:40001-c00001")
    #expect(left([neighbour] + before + after) == ["FD7001", "FD7302"])
  }

  @Test("What a job failed of is not over because the TaskManager is back, but because the job is")
  func failedJob() {
    let trouble = [
      Self.registered("05,559", "10.77.0.21:6122-ecf3c6"), Self.lost("09,980", "10.77.0.21:6122"),
    ]
    let back = Self.registered("20,778", "10.77.0.21:6122-35f83c")
    #expect(left(trouble + [back]) == [])
    #expect(left(trouble + [Self.failed(), back]) == ["FD7001", "FD7316"])
    #expect(left(trouble + [Self.failed(), back, Self.runsAgain]) == [])
  }

  @Test("What happened before to others does not hide what happens now")
  func again() {
    let first = [
      Self.registered("01,559", "10.77.0.21:6122-ecf3c6"), Self.lost("02,980", "10.77.0.21:6122"),
      Self.failed("02,990"), Self.registered("10,778", "10.77.0.21:6122-35f83c"),
      Self.jobRuns("29,990"), Self.runsAgain,
    ]
    #expect(left(first) == [])
    let second = [
      Self.lost("40,980", "10.77.0.21:6122"), Self.failed("40,990"),
      Self.registered("42,100", "10.77.0.21:6122-a0c001"),
    ]
    #expect(left(first + second) == ["FD7001", "FD7316"])
  }
}
