import Diagnosis
import FlinkConfiguration

/// Files and stretches of text as SARIF has them.
enum SARIFPlace {
  /// Without a range the place is the file's first line, since GitHub wants one.
  static func physical(_ path: String, _ range: TextRange?) -> JSON {
    ["artifactLocation": artifact(path), "region": range.map(region) ?? ["startLine": 1]]
  }

  static func region(_ range: TextRange) -> JSON {
    [
      "endColumn": .integer(range.end.column), "endLine": .integer(range.end.line),
      "startColumn": .integer(range.start.column), "startLine": .integer(range.start.line),
    ]
  }

  /// A relative path counts from the folder of the call; an absolute one is a `file:` URI.
  static func artifact(_ path: String) -> JSON {
    if path.hasPrefix("/") { return ["uri": .string("file://" + encoded(path))] }
    return ["uri": .string(encoded(CheckReport.plain(path))), "uriBaseId": "%SRCROOT%"]
  }

  /// Percent-encoded but for what a path segment may hold (RFC 3986, `pchar` without `:`).
  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
