package import Diagnosis
import FlinkConfiguration

/// Flink 2 is compiled for Java 11.
package struct JavaRunsThisFlink: Rule {
  package static let card = RuleCard(
    id: "FD9102", name: "java-runs-this-flink", severity: .error,
    title: "env.java.home is a Java that this Flink runs on",
    why: """
      Flink 2 ends on Java 8 with `UnsupportedClassVersionError … class file version 55.0`. Java 17 \
      is supported from 1.18, 21 from 1.19; on 24 and later Hadoop's file systems fail (`getSubject \
      is not supported`).
      """,
    fix: "Take Java 11 (1.12 to 2.3), or 17 from 1.18.",
    sources: [
      "flink-dist: class file version 52 up to 1.20, 55 from 2.0",
      "Flink documentation, Java compatibility",
    ],
    examples: [
      .finding("env.java.home: ↓/usr/lib/jvm/java-8-openjdk-amd64", version: FlinkVersion(2, 0)),
      .finding("env.java.home: ↓/opt/jdk-21", .info, version: FlinkVersion(1, 18)),
      .finding("env.java.home: ↓/opt/jdk-25", .warning, version: FlinkVersion(2, 3)),
      .healthy("env.java.home: /usr/lib/jvm/java-17-openjdk-amd64", version: FlinkVersion(2, 0)),
      .healthy("env.java.home: /opt/jdk1.8.0_292", version: FlinkVersion(1, 12)),
      .healthy("env.java.home: /opt/java", version: FlinkVersion(2, 0)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let home = exam.setting("env.java.home"), let major = JavaHome.major(of: home.text) else {
      return []
    }
    if exam.isFrom(FlinkVersion(2, 0)), major < 11 { return [.tooOld(home, major)] }
    if major >= 24 { return [.tooNew(home, major, .warning)] }
    let newest =
      exam.version < FlinkVersion(1, 18) ? 11 : exam.version == FlinkVersion(1, 18) ? 17 : 23
    return [major > newest ? .tooNew(home, major, .info) : home.passed]
  }
}

extension Verdict {
  fileprivate static func tooOld(_ home: Setting, _ major: Int) -> Verdict {
    home.finding(
      .error,
      """
      env.java.home is Java \(major), and Flink 2 needs 11: no process starts \
      (`UnsupportedClassVersionError … class file version 55.0`).
      """,
      fix: Fix("env.java.home: <Java 11, 17 or 21>"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager)], keepsFromStarting: true)
  }

  fileprivate static func tooNew(
    _ home: Setting, _ major: Int, _ severity: Severity
  ) -> Verdict {
    home.finding(
      severity, "env.java.home is Java \(major), which this Flink has not been tested with.",
      fix: Fix("env.java.home: <Java 11, or 17 from 1.18>"))
  }
}
