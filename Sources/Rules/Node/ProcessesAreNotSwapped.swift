package import Diagnosis
import Evidence
import FlinkConfiguration

/// Garbage collection walks the whole heap: what of it lies in swap is read back each time.
package struct ProcessesAreNotSwapped: Rule {
  package static let card = RuleCard(
    id: "FD9514", name: "processes-are-not-swapped", severity: .warning,
    title: "No Flink process here lies in swap",
    why: """
      A garbage collection reads the heap back from the disk page by page and takes seconds or \
      minutes. The process answers nothing meanwhile, and is declared dead after heartbeat.timeout.
      """,
    fix: "Give the processes less memory than the machine has, or switch swap off.",
    sources: ["proc(5): VmSwap in /proc/PID/status"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) {
            $0.residentBytes = 2 << 30
            $0.swappedBytes = 1 << 30
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) {
            $0.residentBytes = 2 << 30
            $0.swappedBytes = 20 << 20
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.taskManager)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.processesHere.filter(\.role.isOfCluster).compactMap { process in
      guard let swapped = process.swappedBytes, let resident = process.residentBytes else {
        return nil
      }
      let isMuch = swapped > 64 << 20 && swapped / 10 > (resident / 100 + swapped / 100)
      return isMuch
        ? .swapped(process, swapped, resident)
        : Verdict(.passed, subject: "process:\(process.pid)")
    }
  }
}

extension Verdict {
  fileprivate static func swapped(
    _ process: ProcessEvidence, _ swapped: Int64, _ resident: Int64
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "process:\(process.pid)",
      message: """
        \(swapped.asSize) of \(process.described) lie in swap, \(resident.asSize) in memory: each \
        garbage collection reads them back, and heartbeats are lost meanwhile.
        """,
      evidence: [
        EvidenceLine(source: "/proc/\(process.pid)/status", text: "VmSwap \(swapped >> 10) kB")
      ],
      fix: Fix("set a smaller \(process.role.rawValue).memory.process.size, or switch swap off"),
      explains: [.heartbeatsLost, .callsFail])
  }
}
