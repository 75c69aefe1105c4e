extension StringProtocol {
  /// The first place of a literal that is not empty.
  ///
  /// By bytes: the standard library's own search goes by characters and takes a hundred times as
  /// long.
  package func firstRange(ofLiteral literal: String) -> Range<Index>? {
    let mark = Array(literal.utf8)
    let found = utf8.withContiguousStorageIfAvailable { $0.firstOffset(of: mark) }
    guard
      let offset = found ?? Array(utf8).withUnsafeBufferPointer({ $0.firstOffset(of: mark) })
    else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: mark.count)
  }

  package func holds(_ literal: String) -> Bool { firstRange(ofLiteral: literal) != nil }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func firstOffset(of mark: [UInt8]) -> Int? {
    guard let first = mark.first, count >= mark.count else { return nil }
    for at in 0...(count - mark.count) where self[at] == first {
      if mark.indices.allSatisfy({ self[at + $0] == mark[$0] }) { return at }
    }
    return nil
  }
}
