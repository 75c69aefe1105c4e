/// The pieces that the JSON Schema is made of.
///
/// An object lists all its keys as required, since the contract leaves none out, and forbids no
/// other, since it grows by keys.
enum Shape {
  static let text: JSON = ["type": "string"]
  static let number: JSON = ["type": "number"]
  static let count: JSON = ["minimum": 0, "type": "integer"]
  /// A line or column; both count from 1.
  static let ordinal: JSON = ["minimum": 1, "type": "integer"]

  static func text(_ description: String) -> JSON {
    ["description": .string(description), "type": "string"]
  }

  static func count(_ description: String) -> JSON {
    ["description": .string(description), "minimum": 0, "type": "integer"]
  }

  static func oneOf(_ words: [String]) -> JSON { ["enum": .strings(words)] }

  static func list(_ item: JSON) -> JSON { ["items": item, "type": "array"] }

  static func orNull(_ shape: JSON) -> JSON { ["anyOf": [shape, ["type": "null"]]] }

  static func reference(_ name: String) -> JSON { ["$ref": .string("#/$defs/\(name)")] }

  static func object(_ properties: [JSON.Member]) -> JSON {
    let properties = properties.sorted { $0.key < $1.key }
    return [
      "properties": .object(properties),
      "required": .strings(properties.map(\.key)),
      "type": "object",
    ]
  }

  static func object(_ properties: KeyValuePairs<String, JSON>) -> JSON {
    object(properties.map { JSON.Member($0.key, $0.value) })
  }
}
