/// A value as `Configuration.get` hands it to Flink's code.
package enum OptionValue: Sendable, Hashable {
  case string(String)
  case boolean(Bool)
  case integer(Int32)
  case long(Int64)
  case float(Float)
  case double(Double)
  case duration(JavaDuration)
  case memorySize(MemorySize)
  /// The constant's text.
  case enumeration(String)
  case map([Entry])
  indirect case list([OptionValue])
  case ports(PortRange)
  case frameSize(FrameSize)

  package struct Entry: Sendable, Hashable {
    package let key: String
    package let value: String
  }
}

extension OptionValue {
  /// The one door: what Flink makes of a value of an option, or why it refuses it.
  ///
  /// `option.grammar` counts more than the declared type: `akka.ask.timeout` is a String up to 1.13
  /// and read as a duration all the same.
  package static func check(
    _ value: ConfigurationValue, against option: FlinkOption, version: FlinkVersion,
    dialect: Dialect
  ) throws(ValueError) -> OptionValue {
    let text = value.text
    switch option.grammar {
    case .declared, .milliseconds:
      return try convert(value, to: option.type, version: version, dialect: dialect)
    case .duration: return .duration(try DurationGrammar.parse(text, version: version))
    case .memorySize: return .memorySize(try MemorySize.parse(text))
    case .hoconSize: return .frameSize(try FrameSize.parse(text, version: version))
    case .portRange: return .ports(try PortRange.parse(text, version: version))
    case .integer: return .integer(try JavaNumber.int(text))
    }
  }

  /// `ConfigurationUtils.convertValue` and `convertToList`.
  package static func convert(
    _ value: ConfigurationValue, to type: OptionType, version: FlinkVersion, dialect: Dialect
  ) throws(ValueError) -> OptionValue {
    let text = value.javaString
    switch type {
    case .string: return .string(value.text)
    case .boolean:
      if case .boolean(let flag) = value { return .boolean(flag) }
      return .boolean(try JavaBoolean.parse(text))
    case .integer: return .integer(try integer(value))
    case .long:
      switch value {
      case .integer(let number): return .long(Int64(number))
      case .long(let number): return .long(number)
      default: return .long(try JavaNumber.long(text))
      }
    case .float: return .float(try float(value))
    case .double:
      if case .double(let number) = value { return .double(number) }
      return .double(try JavaNumber.double(text))
    case .duration: return .duration(try DurationGrammar.parse(text, version: version))
    case .memorySize: return .memorySize(try MemorySize.parse(text))
    case .enumeration(let constants):
      return .enumeration(
        try EnumGrammar.parse(text, of: constants.map(\.text), className: "<enum>"))
    case .map: return .map(try map(value, version: version, dialect: dialect))
    case .list(let element):
      return .list(try list(value, of: element, version: version, dialect: dialect))
    }
  }

  private static func integer(_ value: ConfigurationValue) throws(ValueError) -> Int32 {
    switch value {
    case .integer(let number): return number
    case .long(let number):
      guard let small = Int32(exactly: number) else {
        throw .illegal("Configuration value \(number) overflows/underflows the integer type.")
      }
      return small
    default: return try JavaNumber.int(value.javaString)
    }
  }

  private static func float(_ value: ConfigurationValue) throws(ValueError) -> Float {
    guard case .double(let number) = value else {
      return try JavaNumber.float(value.javaString)
    }
    let range = Double(Float.leastNonzeroMagnitude)...Double(Float.greatestFiniteMagnitude)
    guard number == 0 || range.contains(number.magnitude) else {
      throw .illegal(
        "Configuration value \(value.javaString) overflows/underflows the float type.")
    }
    return Float(number)
  }

  /// A list that YAML reads but whose elements do not convert is split at `;` as well.
  private static func list(
    _ value: ConfigurationValue, of element: OptionType, version: FlinkVersion, dialect: Dialect
  ) throws(ValueError) -> [OptionValue] {
    if readsYAML(version, dialect), let values = ListGrammar.yaml(value.javaString) {
      let converted = values.compactMap {
        try? convert($0, to: element, version: version, dialect: dialect)
      }
      if converted.count == values.count { return converted }
    }
    var parts: [OptionValue] = []
    for part in try ListGrammar.parse(value.javaString) {
      let dialect = version < FlinkVersion(2, 0) ? Dialect.flat : dialect
      parts.append(try convert(.string(part), to: element, version: version, dialect: dialect))
    }
    return parts
  }

  private static func map(
    _ value: ConfigurationValue, version: FlinkVersion, dialect: Dialect
  ) throws(ValueError) -> [Entry] {
    var entries = readsYAML(version, dialect) ? MapGrammar.yaml(value.javaString) : nil
    if entries == nil { entries = try MapGrammar.parse(value.javaString, version: version) }
    return (entries ?? []).map { Entry(key: $0.key, value: $0.value) }
  }

  private static func readsYAML(_ version: FlinkVersion, _ dialect: Dialect) -> Bool {
    version >= FlinkVersion(2, 0) || (dialect == .standard && version >= FlinkVersion(1, 19))
  }
}

extension ConfigurationValue {
  /// `Object.toString`, which is not what YAML writes for what is not finite.
  package var javaString: String {
    guard case .double(let number) = self, !number.isFinite else { return text }
    return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
  }
}
