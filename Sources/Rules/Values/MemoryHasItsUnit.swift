package import Diagnosis
import FlinkConfiguration

/// Memory without a unit is bytes to Flink, which is never what was meant by `1728`.
package struct MemoryHasItsUnit: Rule {
  package static let card = RuleCard(
    id: "FD1305", name: "memory-has-its-unit", severity: .error,
    title: "Memory sizes are not a few bytes for want of a unit",
    why: """
      A number without a unit is bytes: `taskmanager.memory.process.size: 1728` is 1728 bytes, and \
      Flink refuses to start because nothing fits into that. Only the old `…heap.mb` options count \
      in megabytes.
      """,
    fix: "Write the unit: `1728m`.",
    sources: ["MemorySize#parse: bytes where there is no unit, in every version"],
    examples: [
      .finding("taskmanager.memory.process.size: ↓1728"),
      .finding("jobmanager.memory.flink.size: ↓2048", version: FlinkVersion(2, 3)),
      .finding(
        "taskmanager.memory.managed.size: ↓512\ntaskmanager.memory.process.size: 4g", .warning),
      .healthy("taskmanager.memory.process.size: 1728m"),
      .healthy("taskmanager.memory.process.size: 1811939328"),
      .healthy("taskmanager.heap.mb: 1024", version: FlinkVersion(1, 12)),
      .healthy("taskmanager.memory.managed.size: 0"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.readSettings.compactMap { read in
      guard !exam.isLeftToOthers(read.setting), exam.isMemory(read) else { return nil }
      return exam.isUnitMissing(read) ? .bytes(read.setting) : read.setting.passed
    }
  }
}

extension Examination {
  fileprivate func isMemory(_ read: ReadSetting) -> Bool {
    if case .memorySize? = try? value(read) { return true }
    return false
  }

  /// Bare digits, far below what the option has or any process needs.
  func isUnitMissing(_ read: ReadSetting) -> Bool {
    guard case .memorySize(let size)? = try? value(read),
      read.setting.text.utf8.allSatisfy({ 48...57 ~= $0 }), size.bytes > 0
    else { return false }
    var usual = MemorySize(mebibytes: 64)
    if let text = read.option.default {
      guard let size = try? MemorySize.parse(text) else { return false }
      usual = size
    } else if !read.option.key.hasSuffix(".size") {
      return false
    }
    return size.bytes < 65_536 && usual >= MemorySize(mebibytes: 1)
  }
}

extension Verdict {
  fileprivate static func bytes(_ setting: Setting) -> Verdict {
    let isTotal =
      setting.option.hasSuffix(".process.size") || setting.option.hasSuffix(".flink.size")
    return setting.finding(
      isTotal ? .error : .warning,
      "\(setting.key) is \(setting.text) bytes: a number without a unit is bytes to Flink"
        + (isTotal ? ", and no process fits into so few." : "."),
      fix: setting.replaced(by: setting.text + "m"), keepsFromStarting: isTotal)
  }
}
