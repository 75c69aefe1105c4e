package import Diagnosis
import FlinkConfiguration

/// A value is written as its option's reader in this version takes it.
package struct ValuesFitTheirOptions: Rule {
  package static let card = RuleCard(
    id: "FD1301", name: "values-fit-their-options", severity: .error,
    title: "Every value is spelt as its option takes it",
    why: """
      Flink parses a value when it is read, not when the file is: a process does not start, or the \
      job fails that uses the option, with `Could not parse value '…' for key '…'`. The spellings \
      differ between options and versions: up to 1.19 many times are plain numbers of milliseconds \
      and refuse `10 s`, `m` is a minute from 1.15 on, memory has no fractions, switches know \
      `true` and `false` alone.
      """,
    fix: "Write the value as the message says.",
    sources: [
      "ConfigurationUtils, TimeUtils, MemorySize: run for ten versions over generated values",
      "the types of the options in the jars of 1.12 to 2.3",
    ],
    examples: [
      .finding("heartbeat.interval: 10↓ s"),
      .healthy("heartbeat.interval: 10 s", version: FlinkVersion(1, 20)),
      .finding("akka.ask.timeout: 2 ↓m", version: FlinkVersion(1, 14)),
      .healthy("akka.ask.timeout: 2 m", version: FlinkVersion(1, 15)),
      .finding("akka.ask.timeout: 1↓.5 s", version: FlinkVersion(1, 12)),
      .finding("akka.tcp.timeout: ↓infinite", version: FlinkVersion(1, 12)),
      .finding("akka.lookup.timeout: 10 ↓us"),
      .finding("pekko.ask.timeout: ↓PT10S", version: FlinkVersion(2, 0)),
      .healthy("pekko.ask.timeout: PT10S", version: FlinkVersion(2, 1)),
      .finding("taskmanager.memory.process.size: 4 ↓gib"),
      .finding("taskmanager.numberOfTaskSlots: ↓four"),
      .finding("web.submit.enable: ↓yes"),
      .finding("taskmanager.load-balance.mode: ↓slot", version: FlinkVersion(2, 0)),
      .finding("rest.port: 80↓,81"),
      .finding("parallelism.default: 2↓.5", dialect: .standard),
      .healthy("web.submit.enable: TRUE\nparallelism.default: 4\nrest.port: 8081"),
      .healthy("akka.ask.timeout: ${TIMEOUT}", seen: [.deployment(.docker)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.readSettings.compactMap { read in
      // Sizes of frames and ranges of ports have rules of their own.
      if [.hoconSize, .portRange].contains(read.option.grammar) { return nil }
      if read.option.grammar == .declared, read.option.type == .string { return nil }
      if exam.isLeftToOthers(read.setting) { return nil }
      do throws(ValueError) {
        _ = try exam.value(read)
        return read.setting.passed
      } catch {
        return .refused(read, error, exam.version)
      }
    }
  }
}

extension Verdict {
  fileprivate static func refused(
    _ read: ReadSetting, _ error: ValueError, _ version: FlinkVersion
  ) -> Verdict {
    let setting = read.setting
    let spelling = ValueSpelling(option: read.option, version: version)
    let better = spelling.suggestion(for: setting.text)
    let effect =
      setting.isReadAtStart
      ? "the process that reads it does not start"
      : "what reads it fails, a job at the latest when it is submitted"
    return setting.finding(
      .error, at: setting.place(of: error),
      "\(setting.key): Flink \(version) takes \(read.option.expectation) here and not "
        + "\(setting.text), so that \(effect).",
      fix: better.map { setting.replaced(by: $0) }
        ?? Fix("\(setting.key): <\(read.option.expectation)>"),
      evidence: [
        EvidenceLine(
          source: "Flink",
          text: ValueError.wrapper(key: read.option.key, value: setting.text) + " Caused by: "
            + error.exception + ": " + error.message)
      ], keepsFromStarting: setting.isReadAtStart)
  }
}

extension FlinkOption {
  /// What a value must be, in a few words.
  fileprivate var expectation: String {
    switch grammar {
    case .milliseconds: return "a plain number of milliseconds"
    case .duration: return "a duration such as 10 s"
    case .memorySize: return "a memory size such as 64m"
    case .integer: return "a whole number"
    case .hoconSize, .portRange, .declared: break
    }
    switch type {
    case .duration: return "a duration such as 10 s"
    case .memorySize: return "a memory size such as 64m, without a fraction"
    case .boolean: return "true or false"
    case .integer, .long: return "a whole number"
    case .float, .double: return "a number"
    case .enumeration(let constants):
      return "one of " + constants.map(\.text).joined(separator: ", ")
    case .map: return "pairs such as key1:value1,key2:value2"
    case .list: return "a list with semicolons"
    case .string: return "a text"
    }
  }
}
