import Evidence
import FoundationEssentials
import LogReading
import TestSupport
import Testing

/// Whole logs in, evidence out.
///
/// The lines are of real clusters (1.12.5) and of the incident.
struct LogReaderTests {
  private static let gated = LogPattern(
    id: "FD7001", literals: ["has failed, address is now gated for ["])
  private static let refused = LogPattern(id: "FD7002", literals: ["Connection refused: "])

  private static let taskManager = """
    2026-11-22 15:23:44,113 INFO  org.apache.flink.runtime.taskexecutor.TaskManagerRunner      [] -  \
    Starting TaskManager (Version: 1.12.5, Scala: 2.11, Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
    2026-11-22 15:23:44,116 INFO  org.apache.flink.runtime.taskexecutor.TaskManagerRunner      [] -  \
    JVM: OpenJDK 64-Bit Server VM - Debian - 17/17.0.15+6-Debian-1deb12u1
    2026-11-22 15:23:44,120 INFO  org.apache.flink.configuration.GlobalConfiguration           [] - \
    Loading configuration property: jobmanager.rpc.address, jobmanager
    2026-11-22 15:23:45,711 INFO  org.apache.flink.runtime.rpc.akka.AkkaRpcServiceUtils        [] - \
    Actor system started at akka.tcp://flink@10.9.12.2:35755
    2026-11-22 15:23:46,604 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor           [] - \
    Successful registration at resource manager \
    akka.tcp://flink@jobmanager:6123/user/rpc/resourcemanager_* under registration id 545c.
    2026-11-22 15:24:37,430 WARN  org.apache.flink.runtime.taskmanager.Task                    [] - \
    Map (1/1)#0 (2dd6d3cee646b8e68bf4008773196262) switched from RUNNING to FAILED.
    org.apache.flink.util.FlinkException: Disconnect from JobManager responsible for 8771b6ab.
    \tat org.apache.flink.runtime.taskexecutor.TaskExecutor.disconnect(TaskExecutor.java:1530) ~[x]
    Caused by: java.net.ConnectException: Connection refused: jobmanager/10.9.12.1:6123
    \t... 27 more

    """

  private func read(_ text: String, _ path: String = "x.log") -> LogEvidence {
    LogReader.evidence(
      of: [(path: path, bytes: Array(text.utf8))], patterns: [Self.gated, Self.refused])
  }

  @Test
  func `a log tells who wrote it`() throws {
    let run = try #require(read(Self.taskManager).files.first?.runs.first)
    #expect(run.component == .taskManager && run.version == "1.12.5" && run.hasStart)
    #expect(run.java == "17.0.15+6-Debian-1deb12u1" && run.end == .open)
    #expect(run.advertised?.host == "10.9.12.2" && run.advertised?.port == 35755)
    #expect(run.configuration == ["jobmanager.rpc.address": "jobmanager"])
  }

  @Test
  func `an event in a stack trace has the time and the level of its record`() throws {
    let logs = read(Self.taskManager)
    let event = try #require(logs.events("FD7002").first)
    #expect(event.line == 9 && event.column == 39 && event.length == 20)
    #expect(event.timeSource == .record && event.level == .warn)
    #expect(event.record?.hasSuffix("switched from RUNNING to FAILED.") == true)
    #expect(event.addresses.first?.ip == "10.9.12.1")
    let failed = try #require(logs.events(.taskFailed).first)
    #expect(
      failed.exceptions.map(\.type) == [
        "org.apache.flink.util.FlinkException", "java.net.ConnectException",
      ])
    #expect(failed.quietBefore == 50_826)
    #expect(logs.silences.map(\.milliseconds) == [50_826])
  }

  private static let incident = """
    2025-01-01 09:22:14,965 INFO  org.apache.flink.streaming.api.functions.sink.TwoPhaseCommitSinkFunction [] - \
    FlinkKafkaProducer 1/1 - checkpoint 16699 complete, committing transaction TransactionHolder{}
    2025-01-01 09:24:06,449 WARN  akka.remote.ReliableDeliverySupervisor                       [] - \
    Association with remote system [akka.tcp://flink-metrics@flink-236429.ns-69020:45033] has \
    failed, address is now gated for [50] ms. Reason: [Disassociated]\u{20}
    2025-01-01 09:24:06,450 WARN  akka.remote.ReliableDeliverySupervisor                       [] - \
    Association with remote system [akka.tcp://flink@flink-236429.ns-69020:6123] has failed, \
    address is now gated for [50] ms. Reason: [Disassociated]\u{20}
    """
  private static let incidentJobManager = """
    2025-01-01 09:22:14,232 INFO  org.apache.flink.runtime.checkpoint.CheckpointCoordinator    [] - \
    Triggering checkpoint 16699 (type=CHECKPOINT) @ 1735694534059 for job 1dd034557a79ca16f8b692f4.
    2025-01-01 09:22:14,963 INFO  org.apache.flink.runtime.checkpoint.CheckpointCoordinator    [] - \
    Completed checkpoint 16699 for job 1dd034557a79ca16f8b692f44cbcf5b2 (1578642 bytes in 591 ms).
    """

  @Test
  func `the incident's two logs give both systems, the skew and the zone`() {
    let logs = LogReader.evidence(
      of: [
        ("taskmanager.log", Array(Self.incident.utf8)),
        ("jobmanager.log", Array(Self.incidentJobManager.utf8)),
      ], patterns: [Self.gated])
    #expect(logs.files.map(\.component) == [.taskManager, .jobManager])
    #expect(logs.events("FD7001").flatMap(\.addresses).map(\.system) == ["flink-metrics", "flink"])
    #expect(logs.skews.map(\.milliseconds) == [2])
    #expect(logs.zone == 480 && logs.zoneSource == "a checkpoint's time")
    #expect(logs.events("FD7001").first?.time == 1_735_694_646_449)
  }

  @Test
  func `lines that say the same are one event, addresses tell them apart`() throws {
    let lines = (10..<50).map { second in
      "2026-11-22 15:24:\(second),448 WARN  akka.remote.ReliableDeliverySupervisor [] - Association "
        + "with remote system [akka.tcp://flink@jm\(second % 2):6123] has failed, address is now "
        + "gated for [50] ms. Reason: [Disassociated]\n"
    }
    let events = read(lines.joined()).events("FD7001")
    #expect(events.map(\.count) == [20, 20])
    #expect(events.map(\.lastLine) == [39, 40])
    #expect(events.first?.period == 2000)
  }

  @Test
  func `a second start is a second run, and an orderly stop is one`() {
    let stop =
      "2026-11-22 15:30:00,000 INFO  o.a.f.r.taskexecutor.TaskManagerRunner [] - "
      + "RECEIVED SIGNAL 15: SIGTERM. Shutting down as requested.\n"
    let runs = read(Self.taskManager + stop + Self.taskManager).files[0].runs
    #expect(runs.map(\.end) == [.shutDown, .open])
    #expect(runs.map(\.firstLine) == [1, 12])
    #expect(runs.map(\.lastLine) == [11, 21])
  }

  @Test
  func `wrapped mail, carriage returns and UTF-16 give the same events`() {
    let wrapped = Self.incident.split(separator: "\n").map { line in
      var lines: [String] = [""]
      for word in line.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty || last.utf8.count + 1 + word.utf8.count <= 76 {
          lines[lines.count - 1] = last.isEmpty ? String(word) : last + " " + word
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
    let carried = Self.incident.split(separator: "\n").joined(separator: "\r\n")
    let units = Self.incident.utf16.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let wide: [UInt8] = [0xFF, 0xFE] + units
    for bytes in [Array(wrapped.utf8), Array(carried.utf8), wide] {
      let logs = LogReader.evidence(of: [("tm.log", bytes)], patterns: [Self.gated])
      #expect(logs.events("FD7001").flatMap(\.addresses).map(\.port) == [45033, 6123])
      #expect(logs.events("FD7001").allSatisfy { $0.text.contains("[50] ms. Reason: [Disass") })
    }
  }

  @Test
  func `gzip is read, and one that is cut off says so`() throws {
    let text = String(repeating: Self.incident + "\n", count: 50)
    let packed = try Shell.withTemporaryFolder { folder in
      let file = folder.appending(path: "tm.log")
      try Data(text.utf8).write(to: file)
      return try Shell.output(ofWords: ["gzip", "-c", file.path])
    }
    let whole = LogReader.evidence(of: [("tm.log.gz", packed)], patterns: [Self.gated])
    #expect(whole.files[0].lines == 150 && whole.files[0].incomplete == nil)
    let cut = LogReader.evidence(of: [("tm.log.gz", Array(packed.dropLast(40)))], patterns: [])
    #expect(cut.files[0].incomplete == "the gzip file is cut off")
  }

  @Test
  func `chunks of any size give the same`() {
    let text = Array((Self.taskManager + Self.incident).utf8)
    let whole = LogReader.evidence(of: [("x.log", text)], patterns: [Self.gated, Self.refused])
    for size in [1, 7, 64, 1000] {
      var reader = LogReader(patterns: [Self.gated, Self.refused])
      reader.open("x.log")
      for start in stride(from: 0, to: text.count, by: size) {
        text.withUnsafeBufferPointer {
          reader.read(Bytes(rebasing: $0[start..<min(start + size, text.count)]))
        }
        if size > 64 { reader.flush() }
      }
      reader.close()
      let read = reader.evidence()
      #expect(read.events.map(\.line) == whole.events.map(\.line))
      #expect(read.events.map(\.time) == whole.events.map(\.time))
      #expect(size > 64 || read == whole, "\(size)")
    }
  }

  @Test
  func `of a log in which much happens the beginning and the end are told`() {
    var text = ""
    for number in 0..<6_000 {
      let minute = number / 60 % 60
      text +=
        "2026-11-22 \(10 + number / 3600):\(minute < 10 ? "0" : "")\(minute):\(10 + number % 50),448 "
        + "WARN  akka.remote.ReliableDeliverySupervisor [] - Association with remote system "
        + "[akka.tcp://flink@jm\(number):6123] has failed, address is now gated for [50] ms.\n"
    }
    let logs = read(text)
    #expect(logs.files[0].lines == 6_000)
    #expect(logs.events.first?.line == 1)
    #expect(logs.events.last?.line == 6_000)
    #expect(logs.events.count <= 20_000)
  }

  @Test
  func `another program's log is known as such`() {
    let logs = read(
      "21/07/07 10:00:00 ERROR EndpointWriter: Association with [akka.tcp://sparkMaster@h:7077] "
        + "has failed, address is now gated for [5000] ms. Reason: [Disassociated]\n")
    #expect(logs.files[0].foreignSystems == ["sparkMaster"])
  }
}
