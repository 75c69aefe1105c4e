package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A native library is for another system, or lies where nothing may be executed.
package struct NativeLibrariesLoad: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.UnsatisfiedLinkError"),
    .flink("Could not load the native RocksDB library"),
  ]

  package static let card = RuleCard(
    id: "FD7515", name: "native-libraries-load", severity: .error,
    title: "Native libraries can be loaded",
    why: """
      RocksDB, snappy or netty unpack a library into io.tmp.dirs and load it: the directory is \
      mounted noexec, the C library is another one (Alpine), or the machine is (arm64).
      """,
    fix: """
      Write io.tmp.dirs to a directory without noexec; use an image with glibc and for this \
      machine.
      """,
    sources: [
      "java.lang.UnsatisfiedLinkError",
      "org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Window \
            (1/1)#0 has a fault
            Caused by: ↓java.lang.UnsatisfiedLinkError: \
            /tmp/rocksdb-lib-1/librocksdbjni-linux64.so: failed to map segment from shared \
            object
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension NativeLibrariesLoad: LogSignature {
  package static var rank: LogRank { .inferred }

  package static func accepts(_ event: LogEvent) -> Bool {
    ![.debug, .info].contains(event.level ?? .error)
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) cannot load a native library \
      \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: """
        write `io.tmp.dirs` to a directory that is not mounted noexec; use an image with glibc \
        (not Alpine) and of this architecture
        """)
  }
}
