package import Evidence

/// What the kernel and YARN write when they end a process.
package enum DeathText {
  static let literals = [
    "Killed process ", "Exit code from container ", "Container exited with a non-zero exit code ",
    "Container killed on request. Exit code is ", " exited with exitCode: ",
    "is running beyond physical memory limits", "is running beyond virtual memory limits",
    "beyond the 'PHYSICAL' memory limit",
  ]

  /// What a whole message tells; nil where it is of another program or tells no end.
  package static func death(_ line: String, file: Int, number: Int, time: Int64?) -> DeathEvidence?
  {
    if let process = line.after("Killed process ") {
      // `Killed process 1234 (java) total-vm:…`; of other programs it tells nothing here.
      let name = process.after("(").map { String($0.prefix { $0 != ")" }) } ?? ""
      let pid = process.prefix { $0 != " " && $0 != "(" && $0 != "," }
      guard line.contains("emory") || line.contains("oom") || line.contains("total-vm") else {
        return nil
      }
      return DeathEvidence(
        source: .kernel, file: file, line: number, time: time, name: "\(name) \(pid)".trimmed,
        exitCode: 137, reason: "OOM", text: line.bounded(500))
    }
    var code: Int?
    let marks: [StaticString] = ["Exit code is ", "exitCode: ", "exit code ", "] is : "]
    for mark in marks {
      if let rest = line.after(mark) {
        code = code ?? Int(rest.prefix { $0.isNumber || $0 == "-" })
      }
    }
    let isMemory = line.contains("running beyond") || line.contains("'PHYSICAL' memory limit")
    guard code != nil || isMemory else { return nil }
    let name = line.split { " []=,".contains($0) }.first { $0.hasPrefix("container_") }
    return DeathEvidence(
      source: .yarn, file: file, line: number, time: time, name: name.map(String.init) ?? "",
      exitCode: code, reason: isMemory ? "OOMKilled" : nil, text: line.bounded(500))
  }
}
