package import FlinkConfiguration

/// `flinkdoctor effective`: what Flink really sees, and every line that it does not.
package struct EffectivePage: Page {
  /// The process sizes of one role as Flink's BashJavaUtils prints them, or why it refuses.
  package enum Memory: Sendable, Hashable {
    /// Keys and bytes in Flink's order.
    case sizes([(key: String, bytes: Int64)])
    case refused(String)

    package static func == (left: Self, right: Self) -> Bool { left.value == right.value }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }

    fileprivate var value: JSON {
      switch self {
      case .sizes(let sizes): .object(sizes.map { JSON.Member($0.key, .integer(Int($0.bytes))) })
      case .refused(let message): ["error": .string(message)]
      }
    }
  }

  let reading: ConfigurationReading
  let configuration: EffectiveConfiguration
  let flinkVersion: FlinkVersionRange
  let jobManager: Memory?
  let taskManager: Memory?

  package init(
    reading: ConfigurationReading, configuration: EffectiveConfiguration,
    flinkVersion: FlinkVersionRange, jobManager: Memory? = nil, taskManager: Memory? = nil
  ) {
    self.reading = reading
    self.configuration = configuration
    self.flinkVersion = flinkVersion
    self.jobManager = jobManager
    self.taskManager = taskManager
  }

  package var value: JSON {
    [
      "aborts": reading.abort.map {
        [
          "column": .integer($0.column), "line": .integer($0.line), "message": .string($0.message),
        ]
      } ?? .null,
      "dialect": .string(reading.dialect.rawValue),
      "entries": .array(configuration.effective.map(JSON.init)),
      "flinkVersion": .string(flinkVersion.description),
      "ignored": .array(
        reading.ignored.map {
          [
            "line": .integer($0.line), "reason": .string($0.reason),
            "text": .string(SensitiveKeys.maskedLine($0.text)),
          ]
        }),
      "memory": [
        "jobManager": jobManager?.value ?? .null, "taskManager": taskManager?.value ?? .null,
      ],
    ]
  }
}

extension ConfigurationEntry {
  /// The value's text, or a mask.
  var shownText: String { SensitiveKeys.isSensitive(key) ? SensitiveKeys.mask : value.text }

  /// Where it comes from: a file's line, or what stands for it on the command line.
  var originName: String {
    switch origin {
    case .file: "file"
    case .image: "image"
    case .environment: "FLINK_PROPERTIES"
    case .dynamicProperty: "--set"
    case .commandLine: "--host"
    }
  }
}

extension JSON {
  fileprivate init(_ entry: ConfigurationEntry) {
    self = [
      "column": JSON(entry.keyRange?.start.column), "key": .string(entry.key),
      "line": JSON(entry.keyRange?.start.line), "origin": .string(entry.originName),
      "type": .string(entry.value.typeName), "value": .string(entry.shownText),
    ]
  }
}
