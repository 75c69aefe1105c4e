/// A JSON value; the members of an object are sorted by key when it is written.
///
/// JSONEncoder would do, at the price of FoundationEssentials' start-up and of an explicit
/// `encode` for every null of the contract.
package enum JSON: Sendable, Hashable {
  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])
}

extension JSON {
  package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  package init(_ number: Int?) { self = number.map(JSON.integer) ?? .null }

  /// Milliseconds with three decimals at most; what is no number is null.
  package init(milliseconds: Double?) {
    guard let milliseconds, milliseconds.isFinite, abs(milliseconds) < 1e12 else {
      self = .null
      return
    }
    self = .number((milliseconds * 1000).rounded() / 1000)
  }

  package static func strings(_ texts: some Sequence<String>) -> JSON {
    .array(texts.map(JSON.string))
  }

  /// The members without those that are null, for formats where a null is an error.
  package static func present(_ members: Member...) -> JSON {
    .object(members.filter { $0.value != .null })
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0, $1) })
  }
}

extension JSON: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}
