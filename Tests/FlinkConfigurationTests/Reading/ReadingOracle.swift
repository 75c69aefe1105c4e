import FlinkConfiguration
import FoundationEssentials
import TestSupport

/// The real `GlobalConfiguration` over many files, in one JVM.
struct ReadingOracle {
  enum Answer: Hashable {
    case abort(message: String)
    /// One line for each key: key, class and text.
    case pairs([String])

    /// Without the classes' modules, which Java 8 does not print.
    var withoutModules: Answer {
      guard case .abort(let message) = self, let at = message.firstRange(of: " (java.")?.lowerBound
      else { return self }
      return .abort(message: String(message[..<at]))
    }

    var isAbort: Bool { if case .abort = self { true } else { false } }
  }

  /// What Flink makes of each file.
  static func answers(
    _ files: [[UInt8]], _ dialect: Dialect, _ distribution: FlinkDistribution
  ) throws -> [Answer] {
    let bundle = URL.temporaryDirectory.appending(
      path: "bundle-\(distribution.version)-\(dialect.rawValue)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: bundle) }
    var data = Data()
    for file in files {
      withUnsafeBytes(of: UInt32(file.count).bigEndian) { data.append(contentsOf: $0) }
      data.append(contentsOf: file)
    }
    try data.write(to: bundle)
    let output = try distribution.oracle("ReadConfiguration", [dialect.rawValue, bundle.path])
    var answers: [Answer] = []
    for line in output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      let text = String(decoding: line, as: UTF8.self)
      if text.hasPrefix("FILE ") && !text.contains("\t") {
        answers.append(.pairs([]))
      } else if text.hasPrefix("ABORT ") && !text.contains("\t") {
        answers[answers.count - 1] = .abort(message: String(text.dropFirst(6)))
      } else if case .pairs(let pairs) = answers[answers.count - 1] {
        answers[answers.count - 1] = .pairs(pairs + [text])
      }
    }
    return answers
  }

  /// The same from the readers here.
  static func own(_ file: [UInt8], _ dialect: Dialect) -> Answer {
    let reading = ConfigurationReading(bytes: file, dialect: dialect, path: dialect.fileName)
    if let abort = reading.abort { return .abort(message: escaped(abort.message)) }
    let pairs = reading.effective.map {
      (escaped($0.key), "\($0.value.typeName)\t\(escaped($0.value.text))")
    }
    return .pairs(
      pairs.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map { "\($0.0)\t\($0.1)" })
  }

  /// As the Java program writes: everything but printable ASCII is `\uXXXX`.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for unit in text.utf16 {
      if unit >= 0x20 && unit < 0x7F && unit != 0x5C {
        result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result
  }
}
