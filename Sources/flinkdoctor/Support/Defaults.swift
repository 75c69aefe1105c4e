import Examining
import FlinkConfiguration

/// Options that come from the environment and from `.flinkdoctor.yaml`.
///
/// They are put into the command line before it is parsed, so that they mean and complain the
/// same; an option given there is left alone.
struct Defaults {
  private var values: [(option: String, value: String, source: String)]

  /// Reads both; the environment comes first.
  static func read() throws -> Defaults {
    var values: [(String, String, String)] = []
    let variables = Environment.variables
    for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
      guard name.hasPrefix("FLINKDOCTOR_"), name != "FLINKDOCTOR_CONFIG" else { continue }
      let option = name.dropFirst("FLINKDOCTOR_".count).lowercased().map { $0 == "_" ? "-" : $0 }
      values.append((String(option), value, name))
    }
    let path = variables["FLINKDOCTOR_CONFIG"] ?? ".flinkdoctor.yaml"
    let isRequired = variables["FLINKDOCTOR_CONFIG"] != nil
    guard let bytes = try contents(of: path, isRequired: isRequired) else {
      return Defaults(values: values)
    }
    let reading = ConfigurationReading(bytes: bytes, dialect: .standard, path: path)
    if let abort = reading.abort {
      throw UsageError("\(path):\(abort.line):\(abort.column): \(abort.message)")
    }
    for entry in reading.effective {
      values.append((entry.key, entry.value.text, path))
    }
    return Defaults(values: values)
  }

  /// The arguments with what they do not say themselves.
  func applied(to arguments: [String]) throws -> [String] {
    // `rehearse jobmanager` has options of its own.
    let words = [2, 1].first { count in
      arguments.count >= count && LongOptions.table[Self.words(arguments, count)] != nil
    }
    guard let words else { return arguments }
    let command = Self.words(arguments, words)
    var added: [String] = []
    var taken: Set<String> = []
    for (option, value, source) in values where !taken.contains(option) {
      guard LongOptions.exists(option) else {
        // The environment may hold other tools' variables; the file is the user's own.
        guard source.hasPrefix("FLINKDOCTOR_") else {
          throw UsageError("\(source): there is no option '\(option)'")
        }
        continue
      }
      guard let kind = LongOptions.kind(of: option, in: command), !Self.gives(arguments, option)
      else { continue }
      taken.insert(option)
      switch kind {
      case .flag:
        if ["1", "true", "yes", "on"].contains(value.lowercased()) { added.append("--\(option)") }
      case .value: added += ["--\(option)", value]
      case .values:
        for part in Self.list(value) { added += ["--\(option)", part] }
      }
    }
    return arguments.prefix(words) + added + arguments.dropFirst(words)
  }

  private static func words(_ arguments: [String], _ count: Int) -> String {
    arguments.prefix(count).joined(separator: " ")
  }

  private static func contents(of path: String, isRequired: Bool) throws -> [UInt8]? {
    do {
      return try InputFile.read(path, limit: 1 << 20)
    } catch let error {
      guard isRequired || error.reason != "no such file" else { return nil }
      throw UsageError("\(error)")
    }
  }

  private static func gives(_ arguments: [String], _ option: String) -> Bool {
    arguments.prefix { $0 != "--" }.contains { argument in
      argument == "--\(option)" || argument.hasPrefix("--\(option)=")
    }
  }

  /// `a,b` or a YAML list `[a, b]`.
  private static func list(_ text: String) -> [String] {
    var text = text[...]
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    return text.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }
}
