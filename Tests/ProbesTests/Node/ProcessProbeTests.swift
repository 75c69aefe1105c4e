import Evidence
import FoundationEssentials
import Probes
import TestSupport
import Testing

/// Command lines as Flink's scripts, YARN and Kubernetes write them, in a made-up `/proc`.
@Suite struct ProcessProbeTests {
  private static let jobManager =
    "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"
  private static let taskManager = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"

  private func process(_ words: String...) throws -> ProcessEvidence? {
    try FakeProc.with { proc in
      try proc.add(77, words)
      return ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(9))).flink.first
    }
  }

  @Test func readsWhatJobManagerShStarts() throws {
    let process = try #require(
      try process(
        "/usr/lib/jvm/java-11/bin/java", "-Xmx1073741824", "-Xms1073741824",
        "-XX:MaxMetaspaceSize=268435456", "--add-opens", "java.base/java.util=ALL-UNNAMED",
        "-Dlog.file=/opt/flink/log/x.log", "-Djavax.net.ssl.keyStorePassword=hidden",
        "-classpath", "/opt/flink/lib/flink-json-1.18.1.jar:/opt/flink/lib/flink-dist-1.18.1.jar::",
        Self.jobManager, "--configDir", "/opt/flink/conf", "--executionMode", "cluster",
        "--host", "jm1", "--webui-port", "8082", "-D", "jobmanager.memory.off-heap.size=134217728b",
        "-Dheartbeat.interval=5000", "-Ds3.secret-key=hidden", "-D", "=x", "-Dnothing"))
    #expect(process.role == .jobManager)
    #expect(process.place == .here)
    #expect(process.version == "1.18.1")
    #expect(process.configDir == "/opt/flink/conf")
    #expect(process.javaHome == "/usr/lib/jvm/java-11")
    #expect(
      process.overrides == [
        .init("jobmanager.memory.off-heap.size", "134217728b"), .init("heartbeat.interval", "5000"),
        .init("s3.secret-key", "******"), .init("jobmanager.rpc.address", "jm1"),
        .init("rest.port", "8082"),
      ])
    #expect(process.jvmOptions.contains("--add-opens java.base/java.util=ALL-UNNAMED"))
    #expect(process.jvmOptions.contains("-Djavax.net.ssl.keyStorePassword=******"))
    #expect(process.residentBytes == 200 << 20)
    #expect(process.swappedBytes == 1 << 20)
    #expect(process.openFilesLimit == .init(soft: 20000, hard: nil))
    #expect(process.processesLimit == .init(soft: nil, hard: 96365))
    #expect(process.threads == 40)
  }

  @Test func readsWhatTaskManagerShStarts() throws {
    let process = try #require(
      try process(
        "java", "-cp", "flink-dist_2.11-1.12.5.jar", Self.taskManager, "--configDir=/c", "--host",
        "tm1"))
    #expect(process.role == .taskManager)
    #expect(process.version == "1.12.5")
    #expect(process.configDir == "/c")
    #expect(process.overrides.isEmpty)
    #expect(process.javaHome == nil)
  }

  @Test func findsTheFolderOfPodsInTheirEnvironment() throws {
    try FakeProc.with { proc in
      try proc.add(
        5, ["java", "org.apache.flink.kubernetes.taskmanager.KubernetesTaskExecutorRunner"])
      try proc.write("5/environ", "PATH=/bin\0FLINK_CONF_DIR=/opt/flink/conf\0")
      let found = ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(9)))
      #expect(found.flink.map(\.role) == [.taskManager])
      #expect(found.flink.first?.configDir == "/opt/flink/conf")
    }
  }

  /// `grep` and YARN's shell carry the name too; another Java program is none of Flink's.
  @Test(
    arguments: [
      ["grep", "-r", Self.taskManager], ["/bin/bash", "-c", "java \(Self.taskManager)"],
      ["java", "-jar", Self.taskManager], ["java", "-cp", Self.taskManager], ["java"], [""],
      ["java", "-m", Self.taskManager], ["java", "com.example.Main", Self.taskManager],
      ["java", "org.apache.flink.runtime.taskexecutor.Unknown"],
    ])
  func leavesOutWhatIsNoFlink(words: [String]) throws {
    try FakeProc.with { proc in
      try proc.add(5, words)
      try proc.write("6/cmdline", "")
      try proc.write("7/cmdline", "java\0\(Self.taskManager)\0")
      try proc.write("7/stat", "7 (java")
      #expect(
        ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(9))).flink.isEmpty)
    }
  }

  @Test func saysWhenItDidNotSeeAll() throws {
    try FakeProc.with { proc in
      try proc.add(5, ["java", Self.taskManager])
      let late = ProcessProbe(proc: proc.path).look(until: .now)
      #expect(late.flink.isEmpty)
      #expect(late.incomplete?.contains("deadline") == true)
    }
    let none = ProcessProbe(proc: "/nonexistent").look(until: .now.advanced(by: .seconds(1)))
    #expect(none.incomplete?.contains("/nonexistent") == true)
  }

  @Test func tellsContainersFromThisNode() throws {
    try FakeProc.with { proc in
      try proc.add(5, ["java", Self.taskManager])
      try FileManager.default.removeItem(at: proc.folder.appending(path: "5/net/tcp"))
      try proc.write("5/net/tcp", "")
      let found = ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(9)))
      #expect(found.flink.map(\.place) == [.otherNetwork])
      #expect(found.here.isEmpty)
    }
  }

  @Test func comparesTheConfigurationFile() throws {
    try FakeProc.with { proc in
      try proc.write("conf/flink-conf.yaml", "a: b\n")
      try proc.write("copy/flink-conf.yaml", "a: b\n")
      try proc.write("other/flink-conf.yaml", "a: c\n")
      for (pid, name) in [(5, "conf"), (6, "copy"), (7, "other"), (8, "none")] {
        try proc.add(
          pid,
          [
            "java", "-cp", "flink-dist-1.18.1.jar", Self.taskManager, "-c", proc.path + name,
          ])
      }
      let probe = ProcessProbe(proc: proc.path, examined: proc.path + "conf/flink-conf.yaml")
      let files = probe.look(until: .now.advanced(by: .seconds(9))).flink.map(\.configuration)
      #expect(files.map { $0?.isExamined } == [true, false, false, nil])
      #expect(files.map { $0?.hasSameBytes } == [true, true, false, nil])
    }
  }

  /// Of several starts in one log the last one counts.
  @Test func readsWhatTheProcessLoaded() throws {
    try FakeProc.with { proc in
      let line = "2026-11-22 20:55:42,668 INFO  o.a.f.configuration.GlobalConfiguration [] - "
      try proc.write(
        "tm.log",
        """
        \(line)Starting TaskManager (Version: 1.18.1, Scala: 2.12)
        \(line)Loading configuration property: old.key, 1
        \(line)Starting TaskManager (Version: 1.18.1, Scala: 2.12)
        \(line)Loading configuration property: jobmanager.rpc.address, jm1
        \(line)Loading configuration property: env.java.opts, -Da=b, -Dc=d
        \(line)Loading configuration property: nothing
        Loading
        """)
      try proc.add(5, ["java", "-Dlog.file=\(proc.path)tm.log", Self.taskManager])
      try proc.add(6, ["java", "-Dlog.file=\(proc.path)none.log", Self.taskManager])
      let found = ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(9)))
      #expect(
        found.flink.first?.loaded == [
          .init("jobmanager.rpc.address", "jm1"), .init("env.java.opts", "-Da=b, -Dc=d"),
        ])
      #expect(found.flink.last?.loaded == nil)
    }
  }

  /// A command line of over a megabyte and 1,000 processes: the run ends in time all the same.
  @Test(.timeLimit(.minutes(1))) func bearsManyAndLargeProcesses() throws {
    try FakeProc.with { proc in
      for pid in 100..<1100 { try proc.write("\(pid)/cmdline", "sleep\0") }
      let jars = String(repeating: "/opt/flink/lib/flink-connector-kafka-1.18.1.jar:", count: 30000)
      try proc.add(9, ["java", "-cp", jars, Self.taskManager])
      try proc.add(
        10, ["java", "-cp", "a.jar", Self.taskManager] + Array(repeating: "", count: 90_000))
      let found = ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(20)))
      #expect(found.flink.map(\.pid) == [10])
      #expect(found.incomplete == nil)
    }
  }
}
