import Diagnosis
import FlinkConfiguration

/// A setting of the file together with the option that reads it in this version.
struct ReadSetting {
  let setting: Setting
  let option: FlinkOption
}

extension Examination {
  /// The values that Flink reads: the keys in force, each with its option; keys of tables and unknown ones are left out.
  var readSettings: [ReadSetting] {
    catalogued.compactMap { entry in
      guard let setting = written(entry.key), let option = reader(of: entry.key),
        self.setting(option.key)?.key == entry.key
      else { return nil }
      return ReadSetting(setting: setting, option: option)
    }
  }

  private func reader(of key: String) -> FlinkOption? {
    if let option = self.option(key) {
      return option.scope == .configuration ? option : nil
    }
    guard let reader = readers(of: key).first,
      let option = self.option(reader.key), option.scope == .configuration
    else { return nil }
    return option
  }

  /// Why a value is not judged: quotes that Flink keeps are told of by the rules that read the file,
  /// and the docker image replaces variables.
  func isLeftToOthers(_ setting: Setting) -> Bool {
    if reading.dialect == .flat, setting.text.hasPrefix("'") || setting.text.hasPrefix("\"") {
      return true
    }
    return deployment == .docker && setting.text.contains("${")
  }

  /// What Flink makes of a value.
  func value(_ read: ReadSetting) throws(ValueError) -> OptionValue {
    try OptionValue.check(
      read.setting.entry.value, against: read.option,
      version: versionAmong(read.option.grammarChanges),
      dialect: reading.dialect)
  }
}

extension Setting {
  /// The place inside of the value that Flink's message is about.
  func place(of error: ValueError) -> Location? {
    guard var place = location, var range = place.range, let offset = error.offset, offset > 0,
      range.start.line == range.end.line,
      range.end.column - range.start.column == text.unicodeScalars.count,
      range.start.column + offset < range.end.column
    else { return location }
    range.start.column += offset
    place.range = range
    return place
  }

  /// A finding at a place of its own inside of the value.
  func finding(
    _ severity: Severity, at place: Location?, _ message: String, fix: Fix?,
    evidence: [EvidenceLine] = [], explains: Set<Symptom> = [], keepsFromStarting: Bool = false
  ) -> Verdict {
    var verdict = finding(
      severity, message, fix: fix, evidence: evidence, explains: explains,
      keepsFromStarting: keepsFromStarting)
    verdict.location = place
    return verdict
  }

  /// Whether a process reads the option as soon as it starts; others are read when a job is submitted or runs.
  var isReadAtStart: Bool {
    let starts = [
      "akka.", "pekko.", "heartbeat.", "jobmanager.", "taskmanager.", "blob.", "rest.", "web.",
      "high-availability", "cluster.", "slotmanager.", "resourcemanager.", "security.",
      "metrics.", "io.tmp", "slot.", "jobstore.", "historyserver.", "zookeeper.", "jmx.",
    ]
    return starts.contains(where: option.hasPrefix) || starts.contains(where: key.hasPrefix)
  }
}
