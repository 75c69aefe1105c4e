package import Diagnosis
import FlinkConfiguration

/// A time without a unit is milliseconds to Flink, which is seldom what was meant.
package struct TimesHaveTheirUnit: Rule {
  package static let card = RuleCard(
    id: "FD1304", name: "times-have-their-unit", severity: .error,
    title: "Times are not shorter than anything can answer, for want of a unit",
    why: """
      A number without a unit is milliseconds: `akka.ask.timeout: 10` gives every call 10 ms, and \
      nearly all of them time out. \
      Flink takes such values without a word.
      """,
    fix: "Write the unit: `10 s`; where the option takes plain milliseconds, 10000.",
    sources: ["TimeUtils#parseDuration: milliseconds where there is no label, in every version"],
    examples: [
      .finding("akka.ask.timeout: ↓10", version: FlinkVersion(1, 12)),
      .finding("akka.tcp.timeout: ↓20"),
      .finding("akka.lookup.timeout: ↓10"),
      .finding("pekko.ask.timeout: ↓10", version: FlinkVersion(2, 3)),
      .finding("pekko.ask.timeout: ↓10 ms"),
      .finding("akka.lookup.timeout: ↓500 ms", version: FlinkVersion(1, 12)),
      .finding("client.timeout: ↓60", .warning),
      .finding("task.cancellation.timeout: ↓180", .warning),
      .healthy("akka.ask.timeout: 10000\nakka.tcp.timeout: 20 s\nakka.lookup.timeout: 10s"),
      .healthy("heartbeat.interval: 1000\nheartbeat.timeout: 5000"),
      .healthy("akka.ask.timeout: 1 min", version: FlinkVersion(1, 12)),
    ])

  package init() {}

  /// A call, a connection or a beat: the cluster falls apart.
  private static let vital = [
    "akka.ask.timeout", "pekko.ask.timeout", "akka.tcp.timeout", "pekko.tcp.timeout",
    "akka.lookup.timeout", "pekko.lookup.timeout", "akka.startup-timeout", "pekko.startup-timeout",
  ]

  /// Those that rules about timeouts judge whole.
  private static let others = [
    "heartbeat.interval", "heartbeat.timeout", "slot.request.timeout", "web.timeout",
    "taskmanager.registration.timeout", "cluster.registration.max-timeout",
    "cluster.registration.error-delay", "akka.retry-gate-closed-for", "pekko.retry-gate-closed-for",
  ]

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.readSettings.compactMap { read in
      guard !Self.others.contains(read.option.key), !exam.isLeftToOthers(read.setting),
        let time = exam.time(read),
        let usual = exam.usualTime(read), usual >= 1000
      else { return nil }
      let isVital = Self.vital.contains(read.option.key)
      let unitless = read.setting.text.utf8.allSatisfy { 48...57 ~= $0 }
      // Nobody waits a hundredth of what Flink waits, unless the unit is missing.
      guard time > 0, time < 1000, isVital || (unitless && time * 100 <= usual) else {
        return read.setting.passed
      }
      return .tiny(read, time, isVital ? .error : .warning, unitless: unitless)
    }
  }
}

extension Examination {
  /// The milliseconds of an option that is a time; nil for others and for what Flink refuses.
  fileprivate func time(_ read: ReadSetting) -> Int64? {
    guard let value = try? value(read) else { return nil }
    return Self.time(value, read.option)
  }

  /// Those of the default.
  fileprivate func usualTime(_ read: ReadSetting) -> Int64? {
    if read.option.key.hasSuffix("startup-timeout") { return 100_000 }
    guard let text = read.option.default,
      let value = try? OptionValue.check(
        .string(text), against: read.option,
        version: versionAmong(read.option.grammarChanges), dialect: reading.dialect)
    else { return nil }
    return Self.time(value, read.option)
  }

  private static func time(_ value: OptionValue, _ option: FlinkOption) -> Int64? {
    switch value {
    case .duration(let duration): return duration.milliseconds
    case .long(let number) where option.grammar == .milliseconds: return number
    case .integer(let number) where option.grammar == .milliseconds: return Int64(number)
    default: return nil
    }
  }
}

extension Verdict {
  fileprivate static func tiny(
    _ read: ReadSetting, _ time: Int64, _ severity: Severity, unitless: Bool
  ) -> Verdict {
    let setting = read.setting
    let meant =
      read.option.grammar == .milliseconds ? "\(time * 1000)" : "\(time) s"
    return setting.finding(
      severity,
      unitless
        ? "\(setting.key) is \(time) ms: a number without a unit is milliseconds, and the default "
          + "is \(read.option.default ?? "100 s")."
        : "\(setting.key) is \(time) ms, which is less than a busy process takes to answer.",
      fix: setting.replaced(by: meant),
      explains: setting.option.hasPrefix("heartbeat") ? [.heartbeatsLost] : [.callsFail])
  }
}
