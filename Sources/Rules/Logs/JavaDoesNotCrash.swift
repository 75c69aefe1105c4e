package import Diagnosis
import Evidence
import FlinkConfiguration

/// A fault in native code ends the process at once; its own words stand on its standard output.
package struct JavaDoesNotCrash: Rule {
  package static let texts: [LogText] = [
    .of(.java, "A fatal error has been detected by the Java Runtime Environment")
  ]

  package static let card = RuleCard(
    id: "FD7319", name: "java-does-not-crash", severity: .error,
    title: "The JVM does not crash",
    why: """
      Native code (RocksDB, compression, a library of the job) or the JVM itself touched memory \
      that is not its own. The process is gone at once, and its peers see Disassociated.
      """,
    fix: """
      Read the problematic frame and the hs_err file; update that library or Java.
      """,
    sources: [
      "OpenJDK: vmError.cpp"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "taskmanager.out",
            """
            #
            # ↓A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007f22de51b840, pid=4403, tid=0x00007f89cadff640
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JavaDoesNotCrash: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The JVM of \(happening.author.the) crashed in native code \(happening.when); the \
      problematic frame in these lines, and in the hs_err file that they name, tells whose.
      """,
      fix: """
        read the frame below `# Problematic frame:` and the hs_err_pid file; update that \
        library (librocksdbjni: Flink and its state backend) or Java
        """)
  }
}
