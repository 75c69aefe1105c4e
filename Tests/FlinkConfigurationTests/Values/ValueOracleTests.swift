import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// Every grammar against the classes of real Flink, over thousands of generated texts.
@Suite struct ValueOracleTests {
  /// CI has five of them; the others are held against where they are in the cache.
  static let distributions = FlinkDistribution.available.filter {
    [
      "1.12.5", "1.14.6", "1.15.4", "1.17.2", "1.18.1", "1.19.3", "1.20.5", "2.0.2", "2.1.3",
      "2.3.0",
    ]
    .contains($0.version)
  }

  static let perGrammar =
    Int(ProcessInfo.processInfo.environment["FLINKDOCTOR_VALUES"] ?? "") ?? 3000

  @Test(arguments: distributions)
  func acceptsAndReadsWhatFlinkDoes(_ distribution: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(distribution.version))
    let cases = Self.cases
    let answers = try answers(of: distribution, to: cases)
    try #require(answers.count == cases.count)
    var messages = 0
    var refused = 0
    var shown: [String: Int] = [:]
    for ((grammar, text), answer) in zip(cases, answers) {
      let ours = Result { () throws(ValueError) in try grammar.read(text, version) }
      let fields = answer.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // libyaml breaks lines at U+0085 and U+2028, as YAML 1.1 did.
      let breaks = ["map", "list"].contains(grammar.name) && version >= FlinkVersion(2, 0)
      if breaks, text.unicodeScalars.contains(where: { $0 == "\u{85}" || $0 == "\u{2028}" }) {
        continue
      }
      // Which interfaces a machine has is not in the text.
      if answer.contains("No such interface") { continue }
      var difference: String?
      switch ours {
      case .success(let value):
        let mine = "ok\t" + escaped(value)
        if mine != answer { difference = mine }
      case .failure(let error):
        refused += 1
        if fields.first == "ok" {
          difference = "no\t\(error.message)"
        } else if fields.count == 3, fields[2].hasSuffix(escaped(error.message)) {
          messages += 1
        } else if grammar.name != "hocon", grammar.name != "framesize" {
          difference = "no\t\(error.exception)\t\(error.message)"
        }
      }
      if let difference, shown[grammar.name, default: 0] < 5 {
        shown[grammar.name, default: 0] += 1
        Issue.record(
          "\(distribution) \(grammar) '\(escaped(text))': Flink \(answer), we \(difference)")
      }
    }
    #expect(refused > cases.count / 10 && refused < cases.count * 9 / 10)
    #expect(messages > refused * 9 / 10, "messages that agree: \(messages) of \(refused)")
  }

  private static let cases: [(grammar: Grammar, text: String)] = Grammar.all.enumerated()
    .flatMap { index, grammar in
      var values = GeneratedValues(seed: UInt64(index) &* 7919 &+ 2026, pieces: grammar.pieces)
      let texts = grammar.pieces + (0..<perGrammar).map { _ in values.next() }
      return texts.filter { !isEndless($0) }.map { (grammar, $0) }
    }

  /// Java takes minutes over the digits of `1e310485760 b`.
  private static func isEndless(_ text: String) -> Bool {
    let parts: [Substring] = text.split { $0 == "e" || $0 == "E" }
    return parts.dropFirst().contains { part in
      part.drop { $0 == "+" || $0 == "-" }.prefix { $0.isNumber }.count > 5
    }
  }

  private func answers(
    of distribution: FlinkDistribution, to cases: [(grammar: Grammar, text: String)]
  ) throws -> [String] {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-values-\(distribution.version)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = cases.map { "\($0.grammar.name)\t\(escaped($0.text))\n" }.joined()
    try Data(lines.utf8).write(to: file)
    let output = try distribution.oracle("GrammarOracle", [file.path(percentEncoded: false)])
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// As GrammarOracle escapes: everything but printable ASCII as `\uXXXX`.
func escaped(_ text: String) -> String {
  text.utf16.reduce(into: "") { all, unit in
    if unit < 0x20 || unit > 0x7E || unit == 0x5C {
      let hex = String(unit, radix: 16)
      all += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    } else {
      all.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
    }
  }
}
