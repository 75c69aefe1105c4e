package import Diagnosis
import Evidence
import FlinkConfiguration

/// The scripts end what their pid files name, whatever it is by now.
package struct PidFilesAreCurrent: Rule {
  package static let card = RuleCard(
    id: "FD9505", name: "pid-files-are-current", severity: .warning,
    title: "The pid files name processes of Flink",
    why: """
      jobmanager.sh and taskmanager.sh stop the process whose number stands last in the file. After \
      a crash or a restart of the machine the number may be another program's, which stop-cluster.sh \
      then ends, while the Flink process that does run keeps its ports.
      """,
    fix: "Delete the file, or the line.",
    sources: ["bin/flink-daemon.sh: `kill -0 $mypid`, `tail -n 1 \"$pid\"`"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .machine {
            $0.pidFiles = [
              .init(
                path: "/tmp/flink-a-taskexecutor.pid",
                entries: [
                  .init(pid: 5, state: .otherProgram, program: "postgres", isSameUser: true)
                ])
            ]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .machine {
            $0.pidFiles = [
              .init(
                path: "/tmp/flink-a-taskexecutor.pid",
                entries: [.init(pid: 5, state: .gone)])
            ]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .machine {
            $0.pidFiles = [
              .init(
                path: "/tmp/flink-a-taskexecutor.pid",
                entries: [.init(pid: 4, state: .gone), .init(pid: 5, state: .flink)])
            ]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.machine()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    (exam.evidence.machine?.pidFiles ?? []).compactMap { file in
      if let other = file.entries.first(where: { $0.state == .otherProgram }) {
        return .other(file, other)
      }
      guard let first = file.entries.first else { return nil }
      return file.entries.contains { $0.state == .flink }
        ? Verdict(.passed, subject: "file:\(file.path)") : .gone(file, first)
    }
  }
}

extension Verdict {
  fileprivate static func other(
    _ file: PidFileEvidence, _ entry: PidFileEvidence.Entry
  ) -> Verdict {
    let program = entry.program.map { "`\($0)`" } ?? "another program"
    return Verdict(
      .finding(entry.isSameUser == true ? .warning : .info), subject: "file:\(file.path)",
      message: """
        \(file.path.quotedPath) names process \(entry.pid), which is \(program) by now: \
        stop-cluster.sh would end it.
        """,
      location: Location(path: file.path), fix: Fix("rm \(file.path)"))
  }

  fileprivate static func gone(
    _ file: PidFileEvidence, _ entry: PidFileEvidence.Entry
  ) -> Verdict {
    Verdict(
      .finding(.info), subject: "file:\(file.path)",
      message: """
        \(file.path.quotedPath) names process \(entry.pid), which is gone: it crashed, was killed, \
        or the machine was started again.
        """,
      location: Location(path: file.path), fix: Fix("rm \(file.path)"))
  }
}

extension String {
  /// In backquotes, so that a sentence may begin with it.
  fileprivate var quotedPath: String { "`\(self)`" }
}
