// The fields of an option's line, after key, span and `O`: type, default (`=value`), fallback keys
// (`-` deprecated, `+` not), enum constants (`text/NAME`, or `TEXT` alone), shown default, marks.

extension FlinkOption {
  /// `lines` are all of the key, for the versions that have it.
  init?(_ line: CatalogueText.Line, among lines: [CatalogueText.Line]) {
    let declared = lines.filter { !$0.isAlias }
    guard line.fields.count == 6, let first = declared.first, let last = declared.last,
      let type = OptionType(line.fields[0], constants: line.constants),
      FlinkVersion.known.indices.contains(first.first),
      FlinkVersion.known.indices.contains(last.last)
    else { return nil }
    self.key = line.key
    self.type = type
    self.default = line.fields[1].isEmpty ? nil : unescaped(line.fields[1].dropFirst())
    self.shownDefault = line.fields[4].isEmpty ? nil : unescaped(line.fields[4])
    self.fallbackKeys = line.references(2).map { FallbackKey(key: $0.0, isDeprecated: $0.1) }
    self.isDeprecated = line.isDeprecated
    self.scope = line.scope
    self.since = FlinkVersion.known[first.first]
    self.until = FlinkVersion.known[last.last]
  }
}

extension CatalogueText.Line {
  /// The last field of an option's line as of an alias'.
  var marks: [Substring] { fields.last?.split(separator: ",") ?? [] }

  var isDeprecated: Bool { marks.contains("deprecated") }

  var scope: OptionScope {
    var prefixes: [String] = []
    for mark in marks {
      if mark == "table" { return .table }
      if mark == "internal" { return .internal }
      if mark.hasPrefix("suffix:") { prefixes.append(String(mark.dropFirst(7))) }
    }
    if !prefixes.isEmpty { return .suffix(prefixes) }
    return key.utf8.contains(UInt8(ascii: "<")) ? .template : .configuration
  }

  var constants: [EnumConstant] {
    guard fields.count > 3 else { return [] }
    return fields[3].split(separator: ",").map { constant in
      let halves = constant.split(separator: "/", maxSplits: 1)
      return EnumConstant(text: unescaped(halves[0]), name: String(halves[halves.count - 1]))
    }
  }

  /// The options that an alias' line names.
  var readers: [AliasReader] { references(0).map { AliasReader(key: $0.0, isDeprecated: $0.1) } }

  /// Keys with their sign.
  fileprivate func references(_ field: Int) -> [(String, Bool)] {
    guard fields.indices.contains(field) else { return [] }
    return fields[field].split(separator: ",").map { (String($0.dropFirst()), $0.first == "-") }
  }
}

/// Undoes `\t`, `\n`, `\r` and `\\`.
private func unescaped(_ text: some StringProtocol) -> String {
  guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
  var plain = String.UnicodeScalarView()
  var isEscaped = false
  for scalar in text.unicodeScalars {
    if isEscaped {
      switch scalar {
      case "t": plain.append("\t")
      case "n": plain.append("\n")
      case "r": plain.append("\r")
      default: plain.append(scalar)
      }
      isEscaped = false
    } else if scalar == "\\" {
      isEscaped = true
    } else {
      plain.append(scalar)
    }
  }
  return String(plain)
}
