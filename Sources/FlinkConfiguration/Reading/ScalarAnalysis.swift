/// In which styles a text can be written inside of `[…]`, as snakeyaml-engine's emitter decides,
/// oddities included.
struct ScalarAnalysis {
  private(set) var hasLineBreak = false
  private(set) var allowsFlowPlain = true
  private(set) var allowsSingleQuoted = true

  init(_ text: [UInt16]) {
    guard !text.isEmpty else {
      allowsFlowPlain = false
      return
    }
    var hasIndicator =
      text.starts(with: Array("---".utf16)) || text.starts(with: Array("...".utf16))
    var isSpecial = false
    var edgeBlank = false
    var breakSpace = false
    var spaceBreak = false
    var afterBlank = true
    var beforeBlank = text.count == 1 || Self.isBlankOrBreak(text[1])
    var previousSpace = false
    var previousBreak = false
    var at = 0
    while at < text.count {
      let unit = text[at]
      let width = Self.isHighSurrogate(text, at) ? 2 : 1
      if at == 0 {
        hasIndicator = hasIndicator || Self.isOne(of: "#,[]{}&*!|>'\"%@`?:", unit)
        if unit == 0x2D && beforeBlank { hasIndicator = true }
      } else {
        hasIndicator = hasIndicator || Self.isOne(of: ",?[]{}:", unit)
        if unit == 0x23 && afterBlank { hasIndicator = true }
      }
      let isBreak = unit == 0x0A
      if isBreak { hasLineBreak = true }
      if !isBreak && !(unit >= 0x20 && unit <= 0x7E) && width == 1 {
        let isPrintable =
          unit == 0x85 || (unit >= 0xA0 && unit <= 0xD7FF) || (unit >= 0xE000 && unit <= 0xFFFD)
        if !isPrintable { isSpecial = true }
      }
      if unit == 0x20 {
        if at == 0 || at == text.count - 1 { edgeBlank = true }
        if previousBreak { breakSpace = true }
        (previousSpace, previousBreak) = (true, false)
      } else if isBreak {
        if at == 0 || at == text.count - 1 { edgeBlank = true }
        if previousSpace { spaceBreak = true }
        (previousSpace, previousBreak) = (false, true)
      } else {
        (previousSpace, previousBreak) = (false, false)
      }
      at += width
      afterBlank = Self.isBlank(unit) || isBreak
      beforeBlank = true
      if at + 1 < text.count {
        let next = at + (Self.isHighSurrogate(text, at) ? 2 : 1)
        if next < text.count { beforeBlank = Self.isBlank(text[next]) || isBreak }
      }
    }
    if edgeBlank || breakSpace || spaceBreak || isSpecial || hasLineBreak || hasIndicator {
      allowsFlowPlain = false
    }
    if breakSpace || spaceBreak || isSpecial { allowsSingleQuoted = false }
  }

  private static func isHighSurrogate(_ text: [UInt16], _ at: Int) -> Bool {
    text[at] & 0xFC00 == 0xD800 && at + 1 < text.count && text[at + 1] & 0xFC00 == 0xDC00
  }

  private static func isBlank(_ unit: UInt16) -> Bool {
    unit == 0 || unit == 0x20 || unit == 0x09
  }

  private static func isBlankOrBreak(_ unit: UInt16) -> Bool {
    isBlank(unit) || unit == 0x0A || unit == 0x0D
  }

  private static func isOne(of set: String, _ unit: UInt16) -> Bool {
    unit < 0x80 && set.utf8.contains(UInt8(unit))
  }
}
