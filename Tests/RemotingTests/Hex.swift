extension [UInt8] {
  /// Two digits a byte, without blanks.
  init(hex: String) {
    self = []
    var digits = hex[...]
    while let byte = UInt8(digits.prefix(2), radix: 16) {
      append(byte)
      digits = digits.dropFirst(2)
    }
  }

  var hex: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
