package import Diagnosis
import Evidence
import FlinkConfiguration
import FoundationEssentials

extension SavedExamination {
  /// What was examined, without its secrets.
  ///
  /// - Parameters:
  ///   - exam: as the rules judge it.
  ///   - source: what it was read from.
  ///   - options: what the user said about it.
  ///   - toolVersion: of this program.
  ///   - savedAt: ISO 8601.
  package init(
    _ exam: Examination, of source: ConfigurationSource, _ options: ExaminingOptions,
    toolVersion: String, savedAt: String
  ) {
    format = Self.format
    schemaVersion = Self.currentVersion
    tool = Tool(name: "flinkdoctor", version: toolVersion)
    self.savedAt = savedAt
    hostname = exam.evidence.node?.hostname
    configuration = Configuration(
      path: source.path, dialect: source.dialect, content: SavedBytes(exam.reading.maskedBytes),
      settings: options.settings.map {
        Pair(key: $0.key, value: SensitiveKeys.maskedValue($0.value, of: $0.key))
      },
      properties: options.properties.map(Self.masked))
    folder = Folder(exam.folder)
    flinkVersion = Versions(
      from: exam.versions.from.release, to: exam.versions.to.release,
      source: exam.versionSource)
    deployment = exam.deployment
    topology = exam.topology
    role = exam.role
    leader = exam.leader?.description
    expectation = exam.expectation
    firewall = exam.firewall
    evidence = exam.evidence
    evidence.logs?.mask(Secrets(exam.secrets.filter { $0.utf8.count >= 4 }))
  }

  /// JSON with sorted keys, so that two files can be compared.
  package func encoded() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = SavedExamination.nonConforming
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  private static var nonConforming: JSONEncoder.NonConformingFloatEncodingStrategy {
    .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }

  private static func masked(_ properties: String) -> String {
    let reading = ConfigurationReading(
      bytes: Array(properties.utf8), dialect: .flat, path: "FLINK_PROPERTIES")
    return String(decoding: reading.maskedBytes, as: UTF8.self)
  }
}

extension SavedExamination.Folder {
  fileprivate init(_ folder: ConfigurationFolder) {
    files = folder.files.mapValues { file in
      // Files that no dialect is for (`workers`) have comments and lines that are dropped.
      let name = file.path.split(separator: "/").last ?? ""
      let reading = ConfigurationReading(
        bytes: file.bytes, dialect: Dialect(fileName: name) ?? .flat, path: file.path)
      return File(path: file.path, content: SavedBytes(reading.maskedBytes))
    }
    jars = folder.jars
    manifestVersion = folder.manifestVersion
    jarDetails = folder.jarDetails
  }
}

extension SavedBytes {
  fileprivate init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    self = text.utf8.elementsEqual(bytes) ? .text(text) : .base64(Data(bytes).base64EncodedString())
  }
}

extension LogEvidence {
  /// A log may show what the configuration keeps to itself.
  fileprivate mutating func mask(_ secrets: Secrets) {
    for at in events.indices {
      events[at].text = secrets.masked(events[at].text)
      events[at].record = events[at].record.map(secrets.masked)
      for exception in events[at].exceptions.indices {
        let message = events[at].exceptions[exception].message
        events[at].exceptions[exception].message = message.map(secrets.masked)
      }
    }
    for file in files.indices {
      for run in files[file].runs.indices {
        let configuration = files[file].runs[run].configuration
        files[file].runs[run].configuration = configuration.reduce(into: [:]) { kept, pair in
          kept[pair.key] = SensitiveKeys.maskedValue(pair.value, of: pair.key)
        }
      }
    }
  }
}
