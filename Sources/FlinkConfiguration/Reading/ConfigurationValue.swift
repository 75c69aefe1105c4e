/// A value as Flink stores it: always a string in the flat dialect, typed by YAML in the standard one.
package enum ConfigurationValue: Sendable, Hashable {
  case string(String)
  case integer(Int32)
  case long(Int64)
  /// In decimal, as Java prints it.
  case bigInteger(String)
  case double(Double)
  case boolean(Bool)
  /// What only a tag can make (`!!set`, `!!binary`), with the text that Flink gives for it.
  case object(typeName: String, text: String)

  /// The simple name of the Java class.
  package var typeName: String {
    switch self {
    case .string: "String"
    case .integer: "Integer"
    case .long: "Long"
    case .bigInteger: "BigInteger"
    case .double: "Double"
    case .boolean: "Boolean"
    case .object(let typeName, _): typeName
    }
  }

  /// What `Configuration.get` gives for an option of type String.
  ///
  /// It is lossy where YAML saw a number: `010` has become `10`, `1.10` is `1.1`, `1e5` is `100000.0`
  /// (`ConfigurationUtils.convertToString`, from 1.19).
  package var text: String {
    switch self {
    case .string(let text), .bigInteger(let text), .object(_, let text): text
    case .integer(let number): String(number)
    case .long(let number): String(number)
    case .double(let number): JavaDouble.text(of: number)
    case .boolean(let flag): flag ? "true" : "false"
    }
  }
}
