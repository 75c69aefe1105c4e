package import Diagnosis
import Evidence
import FlinkConfiguration

/// A class compiled for a newer Java does not load in an older one.
package struct ClassesRunOnThisJava: Rule {
  package static let card = RuleCard(
    id: "FD9204", name: "classes-run-on-this-java", severity: .error,
    title: "The jars in lib/ were compiled for the Java of this node",
    why: """
      The first use of such a class ends in `UnsupportedClassVersionError: … has been compiled by a \
      more recent version of the Java Runtime`: at the start where Flink itself is, and in the middle \
      of a job's deployment where a connector or an own jar is.
      """,
    fix: "Take a newer Java (env.java.home), or a jar that was compiled for this one.",
    sources: [
      "Java Virtual Machine Specification, 4.1: the major version of a class file",
      "the first classes of each jar in lib/",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("udf.jar", bytes: 100, classVersion: 61),
          .process(.taskManager) { $0.javaVersion = "11.0.25" },
        ]),
      .finding(
        "env.java.home: ↓/opt/java",
        seen: [
          .jar("udf.jar", bytes: 100, classVersion: 55),
          .jar("flink-dist-2.0.0.jar", bytes: 100, classVersion: 55),
          .java("env.java.home", "/opt/java", version: "1.8.0_402"),
        ]),
      .finding(
        "env.java.home: ↓/usr/lib/jvm/java-8-openjdk",
        seen: [.jar("udf.jar", bytes: 100, classVersion: 61)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("udf.jar", bytes: 100, classVersion: 55),
          .process(.taskManager) { $0.javaVersion = "11.0.25" },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.jar("udf.jar", bytes: 100, classVersion: 61)]),
      .healthy(
        "env.java.home: /usr/lib/jvm/java-17-openjdk",
        seen: [
          .jar("empty.jar", bytes: 100), .jar("flink-dist-1.18.1.jar", bytes: 1, classVersion: 52),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let details = exam.folder.jarDetails, let java = exam.javaOfProcesses else { return [] }
    // Class files of Java 8 have the number 52, and each later Java one more.
    let jars = details.compactMap { name, jar in jar.classVersion.map { (name, $0 - 44) } }
    let tooNew = jars.filter { $0.1 > java.major }.sorted { $0.0 < $1.0 }
    if jars.isEmpty { return [] }
    return [
      tooNew.isEmpty
        ? Verdict(.passed, subject: "file:lib")
        : .tooNew(tooNew.map(\.0), need: Set(tooNew.map(\.1)).sorted(), java, exam)
    ]
  }
}

/// The Java that Flink's processes on this node have or would have.
private struct NodeJava {
  var major: Int
  /// `the TaskManager (process 4711)`, `env.java.home`.
  var holder: String
  var setting: Setting?
}

extension Examination {
  fileprivate var javaOfProcesses: NodeJava? {
    let running = processesOfThisConfiguration.filter(\.role.isOfCluster).compactMap { process in
      process.javaVersion.flatMap { JavaVersion.major(of: $0) }
        .map { NodeJava(major: $0, holder: process.described) }
    }
    if let oldest = running.min(by: { $0.major < $1.major }) { return oldest }
    guard let home = setting("env.java.home") else { return nil }
    let installed = evidence.machine?.javas.first { $0.source == "env.java.home" }?.version
    return (installed.flatMap { JavaVersion.major(of: $0) } ?? JavaHome.major(of: home.text))
      .map { NodeJava(major: $0, holder: home.key, setting: home) }
  }
}

extension Verdict {
  fileprivate static func tooNew(
    _ jars: [String], need needed: [Int], _ java: NodeJava, _ exam: Examination
  ) -> Verdict {
    let shown = jars.count > 3 ? jars.prefix(2) + ["\(jars.count - 2) more"] : jars[...]
    let isFlink = jars.contains { $0.hasPrefix("flink-dist") }
    return Verdict(
      .finding(.error), subject: "file:lib",
      message: """
        In lib/ \(Array(shown).listed) \(jars.count == 1 ? "was" : "were") compiled for Java \
        \(needed.map { "\($0)" }.listed), and \(java.holder) is Java \(java.major): the first use of \
        \(jars.count == 1 ? "its" : "their") classes ends in UnsupportedClassVersionError.
        """,
      location: java.setting?.location ?? Location(path: exam.reading.path),
      key: java.setting?.key,
      fix: Fix(
        "env.java.home: <Java \(needed.last ?? 0)>, or jars compiled for Java \(java.major)"),
      shows: isFlink ? [.doesNotStart(.jobManager), .doesNotStart(.taskManager)] : [])
  }
}
