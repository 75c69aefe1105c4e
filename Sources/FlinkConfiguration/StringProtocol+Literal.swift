extension StringProtocol {
  /// The first place of a literal; without Foundation the standard library has `contains` alone.
  package func firstRange(ofLiteral literal: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(literal) {
        return start..<index(start, offsetBy: literal.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
