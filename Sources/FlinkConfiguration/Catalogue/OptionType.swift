/// The type that Flink's `ConfigOption` declares for a value.
///
/// What the text of a value must look like is `FlinkOption.grammar`: many String options are
/// durations or sizes in reality.
package indirect enum OptionType: Sendable, Hashable {
  case string
  case boolean
  case integer
  case long
  case float
  case double
  case duration
  case memorySize
  case map
  case enumeration([EnumConstant])
  case list(OptionType)
}

/// One constant of an enum option.
package struct EnumConstant: Sendable, Hashable {
  /// What Flink compares a value with, ignoring case (`toString()`).
  package let text: String
  /// What Java code writes.
  package let name: String

  package init(text: String, name: String) {
    self.text = text
    self.name = name
  }
}

extension OptionType: CustomStringConvertible {
  /// As Flink's documentation writes it.
  package var description: String {
    switch self {
    case .string: "String"
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .long: "Long"
    case .float: "Float"
    case .double: "Double"
    case .duration: "Duration"
    case .memorySize: "MemorySize"
    case .map: "Map"
    case .enumeration: "Enum"
    case .list(let element): "List<\(element)>"
    }
  }

  /// Reads what the catalogue writes; `constants` are those of an enum.
  init?(_ text: some StringProtocol, constants: [EnumConstant]) {
    switch text {
    case "String": self = .string
    case "Boolean": self = .boolean
    case "Integer": self = .integer
    case "Long": self = .long
    case "Float": self = .float
    case "Double": self = .double
    case "Duration": self = .duration
    case "MemorySize": self = .memorySize
    case "Map": self = .map
    case "Enum": self = .enumeration(constants)
    default:
      guard text.hasPrefix("List<"), text.hasSuffix(">"),
        let element = OptionType(text.dropFirst(5).dropLast(), constants: constants)
      else { return nil }
      self = .list(element)
    }
  }
}
