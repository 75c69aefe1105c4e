extension StringProtocol {
  /// What stands behind the first occurrence of `mark`, which must be ASCII.
  ///
  /// By bytes: a search by characters takes a hundred times as long.
  func after(_ mark: StaticString) -> Substring? {
    let length = mark.utf8CodeUnitCount
    let found = utf8.withContiguousStorageIfAvailable { text in text.find(mark) }
    guard let offset = found ?? Array(utf8).withUnsafeBufferPointer({ $0.find(mark) }) else {
      return nil
    }
    return Substring(self[utf8.index(startIndex, offsetBy: offset + length)...])
  }

  /// Whether `mark`, which must be ASCII, is in it.
  func holds(_ mark: StaticString) -> Bool { after(mark) != nil }
}
