/// What a plain scalar is in YAML 1.2's core schema, as snakeyaml-engine 2.6 resolves and builds it
/// (`CoreScalarResolver`, `ConstructYamlCoreInt`, `ConstructYamlCoreFloat`).
enum CoreSchema {
  enum Scalar: Hashable {
    case null
    case value(ConfigurationValue)
    /// What Java throws: class and message.
    case failure(String)
  }

  /// A plain scalar without a tag.
  static func resolve(_ text: String) -> Scalar {
    let bytes = text.utf8
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      switch text {
      case "true", "True", "TRUE": return .value(.boolean(true))
      case "false", "False", "FALSE": return .value(.boolean(false))
      default: return .value(.string(text))
      }
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "~"), 0x20:
      switch text {
      case "~", "null", "Null", "NULL", " ": return .null
      default: return .value(.string(text))
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      let shape = NumberShape(Array(bytes))
      switch shape {
      case .decimal, .octal, .hexadecimal: return integer(text)
      case .float: return float(text)
      case .none: return .value(.string(text))
      }
    default:
      return .value(.string(text))
    }
  }

  /// `!!int`, and what looks like one.
  static func integer(_ text: String) -> Scalar {
    JavaInteger.construct(text).map { .value($0) }
      ?? .failure("java.lang.NumberFormatException: For input string: \"\(text)\"")
  }

  /// `!!float`, and what looks like one.
  static func float(_ text: String) -> Scalar {
    let lower = text.lowercased()
    switch lower {
    case ".inf": return .value(.double(.infinity))
    case "-.inf": return .value(.double(-.infinity))
    case ".nan": return .value(.double(.nan))
    default: break
    }
    var rest = lower[...]
    var sign = 1.0
    if rest.first == "-" {
      sign = -1
      rest = rest.dropFirst()
    } else if rest.first == "+" {
      rest = rest.dropFirst()
    } else if rest.isEmpty {
      return .failure(
        "java.lang.StringIndexOutOfBoundsException: String index out of range: 0")
    }
    guard let number = JavaDouble.parse(String(rest)) else {
      return .failure(
        rest.allSatisfy { $0.isWhitespace }
          ? "java.lang.NumberFormatException: empty String"
          : "java.lang.NumberFormatException: For input string: \"\(rest)\"")
    }
    return .value(.double(number * sign))
  }
}

/// Which of the number patterns a text matches as a whole.
enum NumberShape {
  case decimal, octal, hexadecimal, float, none

  init(_ bytes: [UInt8]) {
    self = Self.shape(bytes)
  }

  private static func shape(_ bytes: [UInt8]) -> NumberShape {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    var at = 0
    if bytes.count > 2 && bytes[0] == 0x30 {
      if bytes[1] == UInt8(ascii: "o") && bytes[2...].allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }) {
        return .octal
      }
      if bytes[1] == UInt8(ascii: "x")
        && bytes[2...].allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) })
      {
        return .hexadecimal
      }
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
      at += 1
    }
    let rest = bytes[at...]
    if rest.elementsEqual(".inf".utf8) || rest.elementsEqual(".Inf".utf8)
      || rest.elementsEqual(".INF".utf8)
    {
      return .float
    }
    if at == 0,
      rest.elementsEqual(".nan".utf8) || rest.elementsEqual(".NaN".utf8)
        || rest.elementsEqual(".NAN".utf8)
    {
      return .float
    }
    let whole = at
    while at < bytes.count && isDigit(bytes[at]) { at += 1 }
    let wholeDigits = at - whole
    if at == bytes.count { return wholeDigits > 0 ? .decimal : .none }
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      let fraction = at
      while at < bytes.count && isDigit(bytes[at]) { at += 1 }
      if wholeDigits == 0 && at == fraction { return .none }
    } else if wholeDigits == 0 {
      return .none
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
        at += 1
      }
      let exponent = at
      while at < bytes.count && isDigit(bytes[at]) { at += 1 }
      if at == exponent { return .none }
    }
    return at == bytes.count ? .float : .none
  }
}
