/// A decimal number as `java.math.BigDecimal` reads it; not negative ones are exact.
struct BigDecimal {
  /// Most significant first.
  private var digits: [UInt8] = []
  private var negative: Bool
  /// The number is `digits` × 10^exponent.
  private var exponent = 0

  init?(_ text: JavaText) {
    var rest = text.units[...]
    negative = rest.first == 0x2D
    if negative || rest.first == 0x2B { rest = rest.dropFirst() }
    var seen = false
    var point = false
    while let unit = rest.first {
      if let digit = JavaText.digit(unit) {
        digits.append(UInt8(digit))
        if point { exponent -= 1 }
        seen = true
      } else if unit == 0x2E, !point {
        point = true
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard seen else { return nil }
    if rest.first == 0x65 || rest.first == 0x45 {
      guard let power: Int32 = try? JavaNumber.integer(JavaText(rest.dropFirst())),
        (exponent - Int(power)).magnitude <= Int32.max
      else { return nil }
      exponent += Int(power)
      rest = []
    }
    guard rest.isEmpty else { return nil }
    digits = Array(digits.drop { $0 == 0 })
  }

  /// The whole part of the product; nil where it does not fit 64 bits.
  func whole(times factor: UInt128) -> Int64? {
    if digits.isEmpty { return 0 }
    var product: [UInt8] = []
    var carry: UInt128 = 0
    for digit in digits.reversed() {
      carry += UInt128(digit) * factor
      product.append(UInt8(carry % 10))
      carry /= 10
    }
    while carry > 0 {
      product.append(UInt8(carry % 10))
      carry /= 10
    }
    guard product.count + exponent <= 20 else { return nil }
    var whole: Int64 = 0
    if product.count + exponent > 0 {
      for at in stride(from: product.count - 1, through: -exponent, by: -1) {
        let digit = at >= 0 ? product[at] : 0
        let (tens, over) = whole.multipliedReportingOverflow(by: 10)
        let (sum, under) = tens.subtractingReportingOverflow(Int64(digit))
        if over || under { return nil }
        whole = sum
      }
    }
    if negative { return whole }
    return whole == .min ? nil : -whole
  }
}
