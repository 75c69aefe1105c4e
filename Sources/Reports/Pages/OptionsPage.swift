package import FlinkConfiguration

/// `flinkdoctor options`: every key of a version.
package struct OptionsPage: Page {
  private let version: FlinkVersion
  private let entries: [OptionEntry]

  package init(version: FlinkVersion) {
    self.version = version
    entries = OptionEntry.all(in: version)
  }

  package func text(_ options: RenderingOptions) -> String {
    let painter = Painter(color: options.color)
    let ofFile = entries.filter { entry in
      switch entry.option?.scope {
      case .table, .suffix: false
      default: true
      }
    }
    let column = min(ofFile.map(\.key.utf8.count).max() ?? 0, 48)
    var text = ""
    for entry in ofFile {
      let blanks = String(repeating: " ", count: max(0, column - entry.key.utf8.count) + 2)
      var facts = entry.typeName ?? "String"
      if let fallback = entry.option?.default { facts += " = \(Display.line(fallback))" }
      if let other = entry.replacedBy.first {
        facts = "-> \(other)"
      } else if let remark = entry.remark {
        facts += " (\(remark))"
      } else if entry.isDeprecated {
        facts += " (deprecated)"
      }
      text += entry.key + blanks + painter.paint(facts, .faint) + "\n"
    }
    let others = entries.count - ofFile.count
    return text + "\n\(ofFile.count) keys of the file in Flink \(version); "
      + "\(others) of tables and other places are in --format json\n"
  }

  package var value: JSON {
    [
      "flinkVersion": .string(version.description),
      "options": .array(entries.map { JSON($0, checks: nil) }),
    ]
  }
}

extension JSON {
  /// `checks` is left out of lists, where it would cost the reading of every rule.
  init(_ entry: OptionEntry, checks: [String]?) {
    var members: [Member] = [
      Member("default", JSON(entry.option?.default)),
      Member("deprecated", .bool(entry.isDeprecated)),
      Member("key", .string(entry.key)),
      Member("remark", JSON(entry.remark)),
      Member("renamedFrom", .strings(entry.option?.fallbackKeys.map(\.key) ?? [])),
      Member("replacedBy", JSON(entry.replacedBy.first)),
      Member("since", JSON(entry.option?.since.description)),
      Member("type", JSON(entry.typeName)),
      Member("until", JSON(entry.option?.until.description)),
      Member("values", .strings(entry.option?.type.constants.map(\.text) ?? [])),
    ]
    if let checks { members.append(Member("checks", .strings(checks))) }
    self = .object(members)
  }
}

extension OptionType {
  /// The constants of an enum, or of a list of one.
  var constants: [EnumConstant] {
    switch self {
    case .enumeration(let constants): constants
    case .list(let element): if case .enumeration(let constants) = element { constants } else { [] }
    default: []
    }
  }
}
