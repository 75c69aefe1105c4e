package import Diagnosis
import Evidence
import FlinkConfiguration

/// The Java that runs, and the one that would, must suit this Flink.
package struct RunningJavaFits: Rule {
  package static let card = RuleCard(
    id: "FD9302", name: "running-java-fits", severity: .error,
    title: "The Java of this node's Flink suits its version",
    why: """
      Flink 2 is compiled for Java 11. Flink has been tested with Java 17 from 1.18 and with 21 from \
      1.19, and on Java 16 and later it needs the --add-opens that its configuration ships: without \
      them jobs fail with `InaccessibleObjectException`. From 24 on Hadoop's file systems fail.
      """,
    fix: "env.java.home: <a Java 11 or 17>, and the shipped env.java.opts.all.",
    sources: [
      "the `release` file of the Java installation", "flink-dist: class file versions",
      "conf/config.yaml of 1.19 and later: env.java.opts.all",
    ],
    examples: [
      .finding(
        "env.java.home: ↓/opt/java", version: FlinkVersion(2, 0),
        seen: [.java("env.java.home", "/opt/java", version: "1.8.0_402")]),
      .finding("env.java.home: ↓/opt/java", seen: [.java("env.java.home", "/opt/java")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.process(.jobManager) { $0.javaVersion = "17.0.15" }]),
      .finding(
        "jobmanager.rpc.address: jm1", .info, version: FlinkVersion(1, 12),
        seen: [
          .process(.jobManager) {
            $0.version = "1.12.5"
            $0.javaVersion = "17.0.15"
            $0.jvmOptions = ["--add-opens=java.base/java.util=ALL-UNNAMED"]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .process(.jobManager) {
            $0.javaVersion = "11.0.2"
            $0.isJavaDeleted = true
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) {
            $0.javaVersion = "17.0.15"
            $0.jvmOptions = ["--add-opens java.base/java.util=ALL-UNNAMED"]
          }
        ]),
      .finding(
        "env.java.home: ↓/opt/java", version: FlinkVersion(1, 17),
        seen: [.java("env.java.home", "/opt/java", version: "17.0.15")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning, version: FlinkVersion(2, 0),
        seen: [.java("JAVA_HOME", "/opt/java", version: "1.8.0_402")]),
      .healthy(
        "env.java.home: /opt/java\nenv.java.opts.all: --add-exports=java.base/sun.net.util=ALL-UNNAMED",
        version: FlinkVersion(1, 17),
        seen: [.java("env.java.home", "/opt/java", version: "17.0.15")]),
      .healthy(
        "env.java.home: /opt/java",
        seen: [.java("env.java.home", "/opt/java", version: "11.0.2")]),
      // It is only asked where the file names none, and the scripts then take it from PATH.
      .healthy("jobmanager.rpc.address: jm1", seen: [.java("JAVA_HOME", "/gone")]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let running = exam.processesOfThisConfiguration.filter(\.role.isOfCluster)
      .compactMap { self.running($0) }
    return running + [configured(exam), inherited(exam)].compactMap(\.self)
  }

  private func running(_ process: ProcessEvidence) -> Verdict? {
    guard let version = process.javaVersion, let major = JavaVersion.major(of: version) else {
      return nil
    }
    if major >= 24 { return .tooNew(process, version, .warning) }
    let flink = process.flinkVersion ?? .newest
    if major >= 16, flink >= FlinkVersion(1, 18), !process.hasOpenModules {
      return .closed(process, version)
    }
    if major > JavaVersion.newest(for: flink) { return .tooNew(process, version, .info) }
    if process.isJavaDeleted == true { return .replaced(process, version) }
    return Verdict(.passed, subject: "process:\(process.pid)")
  }

  /// What a name like `java-17-openjdk` tells is FD9102's.
  private func configured(_ exam: Examination) -> Verdict? {
    guard let home = exam.setting("env.java.home"),
      let java = exam.evidence.machine?.javas.first(where: { $0.source == "env.java.home" })
    else { return nil }
    guard java.hasJava else { return .missing(home) }
    guard JavaHome.major(of: home.text) == nil, let version = java.version,
      let major = JavaVersion.major(of: version)
    else { return nil }
    if exam.version >= FlinkVersion(2, 0), major < 11 { return .tooOld(home, version) }
    if major >= 16, !exam.isFrom(FlinkVersion(1, 18)), !exam.exportsAddresses {
      return .rpcIsClosed(home, version, exam.javaOptions)
    }
    return home.passed
  }

  /// Where nothing runs and the file names none, the scripts take the one of JAVA_HOME.
  private func inherited(_ exam: Examination) -> Verdict? {
    guard exam.setting("env.java.home") == nil, exam.processesHere.isEmpty,
      let java = exam.evidence.machine?.javas.first(where: { $0.source == "JAVA_HOME" }),
      let version = java.version, let major = JavaVersion.major(of: version), major < 11,
      exam.isFrom(FlinkVersion(2, 0))
    else { return nil }
    return .inheritedTooOld(java.home, version)
  }
}

/// What a version's text tells: `1.8.0_402` is 8, `17.0.15` is 17.
enum JavaVersion {
  static func major(of text: String) -> Int? {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard let first = numbers.first else { return nil }
    return first == 1 && numbers.count > 1 ? numbers[1] : first
  }

  /// The newest one that Flink's documentation names.
  static func newest(for flink: FlinkVersion) -> Int {
    flink < FlinkVersion(1, 18) ? 11 : flink == FlinkVersion(1, 18) ? 17 : 23
  }
}

extension Examination {
  /// The option that every process's options come from.
  fileprivate var javaOptions: String {
    isFrom(FlinkVersion(1, 17)) ? "env.java.opts.all" : "env.java.opts"
  }

  fileprivate var exportsAddresses: Bool {
    [javaOptions, "env.java.default-opts.all"].contains {
      setting($0)?.text.contains("java.base/sun.net.util=") == true
    }
  }
}

extension ProcessEvidence {
  fileprivate var hasOpenModules: Bool {
    jvmOptions.contains { $0.contains("add-opens") && $0.contains("java.base/java.util=") }
  }
}

extension Verdict {
  fileprivate static func closed(_ process: ProcessEvidence, _ version: String) -> Verdict {
    Verdict(
      .finding(.warning), subject: "process:\(process.pid)",
      message: """
        \(process.described.capitalised) runs on Java \(version) without \
        --add-opens=java.base/java.util=ALL-UNNAMED: jobs fail with InaccessibleObjectException.
        """,
      fix: Fix("put the env.java.opts.all of the shipped configuration back"))
  }

  fileprivate static func tooNew(
    _ process: ProcessEvidence, _ version: String, _ severity: Severity
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: "process:\(process.pid)",
      message: """
        \(process.described.capitalised) runs on Java \(version), with which Flink \
        \(process.version ?? "") has not been tested.
        """,
      fix: Fix("env.java.home: <Java 11, or 17 from 1.18>"))
  }

  fileprivate static func replaced(_ process: ProcessEvidence, _ version: String) -> Verdict {
    Verdict(
      .finding(.info), subject: "process:\(process.pid)",
      message: """
        The Java of \(process.described) was replaced on the disk since it was started; the next \
        process runs on another one.
        """,
      fix: Fix("restart \(process.described) when it suits"))
  }

  fileprivate static func missing(_ home: Setting) -> Verdict {
    home.finding(
      .error,
      "env.java.home is \(home.text), where no bin/java is: no process starts on this node.",
      fix: Fix("env.java.home: <the folder above bin/java>"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager)], keepsFromStarting: true)
  }

  fileprivate static func inheritedTooOld(_ home: String, _ version: String) -> Verdict {
    Verdict(
      .finding(.warning), subject: "java:JAVA_HOME",
      message: """
        JAVA_HOME is \(home), Java \(version), and Flink 2 needs 11: started from here no process \
        comes up (`UnsupportedClassVersionError … class file version 55.0`).
        """,
      fix: Fix("env.java.home: <Java 11, 17 or 21>"))
  }

  fileprivate static func tooOld(_ home: Setting, _ version: String) -> Verdict {
    home.finding(
      .error,
      """
      env.java.home is Java \(version), and Flink 2 needs 11: no process starts \
      (`UnsupportedClassVersionError … class file version 55.0`).
      """,
      fix: Fix("env.java.home: <Java 11, 17 or 21>"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager)], keepsFromStarting: true)
  }
}
