import Diagnosis
import Evidence
import FlinkConfiguration

/// What surrounds the file in a rule's example, in words.
struct ExampleSurroundings {
  let descriptions: [String]

  init(_ example: RuleExample) {
    let reading = ConfigurationReading(
      bytes: Array(example.text.utf8), dialect: example.dialect, path: "")
    let plain = Examination(
      version: example.version, reading: reading, configuration: EffectiveConfiguration(reading))
    var exam = plain
    for seen in example.seen { seen.apply(&exam) }
    descriptions = Self.surroundings(exam, plain) + Self.folder(exam) + Self.evidence(exam.evidence)
  }

  private static func surroundings(_ exam: Examination, _ plain: Examination) -> [String] {
    var words: [String] = []
    if exam.deployment != plain.deployment {
      words.append("deployment \(exam.deployment.rawValue)")
    }
    switch exam.topology {
    case plain.topology: break
    case .several: words.append("several machines")
    case .single: words.append("one machine")
    case .unknown: words.append("unknown machines")
    }
    if let role = exam.role { words.append("on a \(role.rawValue)") }
    if exam.expectation != plain.expectation {
      words.append("expected \(exam.expectation.rawValue)")
    }
    if exam.firewall { words.append("a firewall between the machines") }
    for entry in exam.configuration.entries.dropFirst(plain.configuration.entries.count) {
      words.append("--set \(entry.key)=\(entry.value.text)")
    }
    return words
  }

  private static func folder(_ exam: Examination) -> [String] {
    let files = exam.folder.files.sorted { $0.key < $1.key }.map { name, file in
      "\(name): " + lines(of: file.bytes).joined(separator: ", ")
    }
    return files + exam.folder.jars.map { "lib/\($0)" }
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func evidence(_ evidence: Evidence) -> [String] {
    var words: [String] = []
    if let node = evidence.node {
      words.append("this is \(node.hostname) with \(node.addresses.joined(separator: ", "))")
    }
    for name in evidence.names {
      let answer =
        name.addresses.isEmpty
        ? Self.outcome(name.outcome) : "is \(name.addresses.joined(separator: ", "))"
      words.append("\(name.name) \(answer)")
    }
    for dial in evidence.dials {
      let place = dial.host == dial.address ? dial.host : "\(dial.host) (\(dial.address))"
      words.append("\(place) port \(dial.port) \(Self.outcome(dial.outcome))")
    }
    return words
  }

  private static func outcome(_ outcome: NameEvidence.Outcome) -> String {
    switch outcome {
    case .resolved: "resolves"
    case .notFound: "is not found"
    case .noAnswer: "gets no answer"
    case .timedOut: "gets no answer in time"
    }
  }

  private static func outcome(_ outcome: DialEvidence.Outcome) -> String {
    switch outcome {
    case .open: "is open"
    case .refused: "is refused"
    case .dropped: "drops packets"
    case .hostUnreachable: "is an unreachable host's"
    case .networkUnreachable: "is in an unreachable network"
    case .notPermitted: "may not be dialled"
    case .failed: "fails"
    }
  }
}
