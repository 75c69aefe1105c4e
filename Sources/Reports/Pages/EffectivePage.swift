package import FlinkConfiguration

/// `flinkdoctor effective`: what Flink really sees, and every line that it does not.
package struct EffectivePage: Page {
  /// What Flink's BashJavaUtils gives a process, or why it refuses.
  package typealias Memory = Result<MemoryTable, MemoryFailure>

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
    // A file that stops Flink gives no process any memory.
    self.jobManager = reading.abort == nil ? jobManager : nil
    self.taskManager = reading.abort == nil ? taskManager : nil
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
        "jobManager": jobManager.map(JSON.init) ?? .null,
        "taskManager": taskManager.map(JSON.init) ?? .null,
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
  /// The sizes in bytes by key; BashJavaUtils also prints CPU cores, slots and resources.
  fileprivate init(_ memory: EffectivePage.Memory) {
    switch memory {
    case .success(let table):
      self = .object(
        table.properties.compactMap { property in
          guard property.value.hasSuffix("b"), let size = table.size(property.key) else {
            return nil
          }
          return Member(property.key, .integer(Int(size.bytes)))
        })
    case .failure(let failure): self = ["error": .string(failure.message)]
    }
  }

  fileprivate init(_ entry: ConfigurationEntry) {
    self = [
      "column": JSON(entry.keyRange?.start.column), "key": .string(entry.key),
      "line": JSON(entry.keyRange?.start.line), "origin": .string(entry.originName),
      "type": .string(entry.value.typeName), "value": .string(entry.shownText),
    ]
  }
}
