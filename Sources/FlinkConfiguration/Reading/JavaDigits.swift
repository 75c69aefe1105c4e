/// The decimal digits that Java up to 18 gives a double, and where the point stands:
/// `0.DIGITS × 10^point`.
///
/// Digits are developed until the rest is below half the distance to the neighbours. The test is
/// symmetric and not quite right, and for whole numbers beyond 2^53 the number of digits is
/// estimated; both are why Java printed too many or too rough ones.
enum JavaDigits {
  static func digits(of number: Double) -> (digits: String, point: Int) {
    var fraction = number.significandBitPattern
    var exponent = Int(number.exponentBitPattern) - 1023
    var significant = 53
    if number.isSubnormal {
      let shift = fraction.leadingZeroBitCount - 11
      fraction <<= UInt64(shift)
      exponent = -1022 - shift
      significant = 53 - shift
    } else {
      fraction |= 1 << 52
    }
    let tailZeros = fraction.trailingZeroBitCount
    let fractionBits = 53 - tailZeros
    let tinyBits = max(0, fractionBits - exponent - 1)
    if tinyBits == 0 && exponent <= 62 && fractionBits < 64 {
      return whole(fraction, exponent, significant)
    }
    return develop(
      Parts(
        fraction: fraction, exponent: exponent, significant: significant, tailZeros: tailZeros,
        fractionBits: fractionBits, tinyBits: tinyBits))
  }

  // MARK: Whole numbers that fit

  /// How many digits of a whole number of so many bits beyond the significant ones mean nothing.
  private static func insignificantDigits(_ bits: Int) -> Int {
    bits > 1 && bits < 64 ? Int(Double(bits) * 0.30102999566398) : 0
  }

  private static func whole(
    _ fraction: UInt64, _ exponent: Int, _ significant: Int
  ) -> (String, Int) {
    let insignificant =
      exponent > significant ? insignificantDigits(exponent - significant - 1) : 0
    var value =
      exponent >= 52 ? fraction << UInt64(exponent - 52) : fraction >> UInt64(52 - exponent)
    var point = 0
    if insignificant > 0 {
      var power: UInt64 = 1
      for _ in 0..<insignificant { power *= 10 }
      let rest = value % power
      value /= power
      point += insignificant
      if rest >= power / 2 { value += 1 }
    }
    var digits = String(value)
    point += digits.utf8.count
    while digits.utf8.count > 1 && digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, point)
  }

  // MARK: All others

  private struct Parts {
    let fraction: UInt64
    let exponent: Int
    let significant: Int
    let tailZeros: Int
    let fractionBits: Int
    let tinyBits: Int
  }

  private static func develop(_ parts: Parts) -> (String, Int) {
    var decimal = estimate(parts.fraction, parts.exponent)
    let fives = max(0, -decimal)
    let scaleFives = max(0, decimal)
    var twos = fives + parts.tinyBits + parts.exponent
    var scaleTwos = scaleFives + parts.tinyBits
    var marginTwos = twos - parts.significant
    twos -= parts.fractionBits - 1
    let common = min(twos, scaleTwos)
    twos -= common
    scaleTwos -= common
    marginTwos -= common
    // Below a power of two the neighbour is half as far.
    if parts.fractionBits == 1 { marginTwos -= 1 }
    if marginTwos < 0 {
      twos -= marginTwos
      scaleTwos -= marginTwos
      marginTwos = 0
    }
    let fitsLong = fits(parts, twos: twos, fives: fives, scaleTwos, scaleFives)
    var rest = Natural(parts.fraction >> UInt64(parts.tailZeros)).scaled(fives: fives, twos: twos)
    let scale = Natural(1).scaled(fives: scaleFives, twos: scaleTwos)
    var margin = Natural(1).scaled(fives: fives, twos: marginTwos)
    let tens = scale.multiplied(by: 10)

    var digits: [UInt8] = []
    func step() -> (digit: UInt8, low: Bool, high: Bool) {
      let digit = rest.removeMultiples(of: scale)
      rest = rest.multiplied(by: 10)
      margin = margin.multiplied(by: 10)
      let sum = rest.adding(margin)
      return (digit, rest < margin, fitsLong ? tens < sum : !(sum < tens))
    }
    var (digit, low, high) = step()
    if digit == 0 && !high { decimal -= 1 } else { digits.append(digit) }
    // With an exponent there is always a digit behind the point.
    if decimal < -3 || decimal >= 8 { (low, high) = (false, false) }
    while !low && !high {
      (digit, low, high) = step()
      digits.append(digit)
    }
    if high && roundsUp(low: low, rest.multiplied(by: 2), tens, digits.last ?? 0) {
      decimal += roundUp(&digits)
    }
    while digits.count > 1 && digits.last == 0 { digits.removeLast() }
    return (String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self), decimal + 1)
  }

  private static func roundsUp(low: Bool, _ twice: Natural, _ tens: Natural, _ last: UInt8) -> Bool
  {
    if !low { return true }
    if twice == tens { return last % 2 == 1 }
    return tens < twice
  }

  /// 1 when all nines have become a one with a further place before it.
  private static func roundUp(_ digits: inout [UInt8]) -> Int {
    var at = digits.count - 1
    while at >= 0 && digits[at] == 9 {
      digits[at] = 0
      at -= 1
    }
    if at >= 0 {
      digits[at] += 1
      return 0
    }
    if !digits.isEmpty { digits[0] = 1 }
    return 1
  }

  /// Whether Java computes in 64 bits, where it compares a little differently.
  private static func fits(
    _ parts: Parts, twos: Int, fives: Int, _ scaleTwos: Int, _ scaleFives: Int
  ) -> Bool {
    func bits(_ power: Int) -> Int { power < fiveBits.count ? fiveBits[power] : power * 3 }
    let restBits = parts.fractionBits + twos + bits(fives)
    let tensBits = scaleTwos + 1 + bits(scaleFives + 1)
    return restBits < 64 && tensBits < 64
  }

  /// How many bits the powers of five have.
  private static let fiveBits = [
    0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56,
    59, 61,
  ]

  private static func estimate(_ fraction: UInt64, _ exponent: Int) -> Int {
    let mantissa = Double(
      sign: .plus, exponentBitPattern: 1023, significandBitPattern: fraction & (1 << 52 - 1))
    let log = (mantissa - 1.5) * 0.289529654 + 0.176091259 + Double(exponent) * 0.301029995663981
    return Int(log.rounded(.down))
  }
}

/// A natural number of any size, as far as digits need it.
private struct Natural: Comparable {
  /// The lowest limb first, no zero on top.
  private var limbs: [UInt32]

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
    trim()
  }

  private mutating func trim() {
    while limbs.last == 0 { limbs.removeLast() }
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    for at in left.limbs.indices.reversed() where left.limbs[at] != right.limbs[at] {
      return left.limbs[at] < right.limbs[at]
    }
    return false
  }

  func multiplied(by factor: UInt32) -> Natural {
    var result = self
    var carry: UInt64 = 0
    for at in limbs.indices {
      let product = UInt64(limbs[at]) * UInt64(factor) + carry
      result.limbs[at] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    if carry > 0 { result.limbs.append(UInt32(carry)) }
    return result
  }

  func scaled(fives: Int, twos: Int) -> Natural {
    var result = self
    for _ in 0..<max(0, fives) { result = result.multiplied(by: 5) }
    for _ in 0..<max(0, twos % 16) { result = result.multiplied(by: 2) }
    for _ in 0..<max(0, twos / 16) { result = result.multiplied(by: 1 << 16) }
    return result
  }

  func adding(_ other: Natural) -> Natural {
    var result = self
    var carry: UInt64 = 0
    for at in 0..<max(limbs.count, other.limbs.count) {
      let own = at < limbs.count ? UInt64(limbs[at]) : 0
      let sum = own + (at < other.limbs.count ? UInt64(other.limbs[at]) : 0) + carry
      if at < limbs.count {
        result.limbs[at] = UInt32(truncatingIfNeeded: sum)
      } else {
        result.limbs.append(UInt32(truncatingIfNeeded: sum))
      }
      carry = sum >> 32
    }
    if carry > 0 { result.limbs.append(UInt32(carry)) }
    return result
  }

  /// Divides by a number that goes into this one fewer than ten times or so, and keeps the rest.
  mutating func removeMultiples(of other: Natural) -> UInt8 {
    var count: UInt8 = 0
    while !(self < other) && count < 20 {
      subtract(other)
      count += 1
    }
    return count
  }

  private mutating func subtract(_ other: Natural) {
    var borrow: Int64 = 0
    for at in limbs.indices {
      let own = Int64(limbs[at]) - (at < other.limbs.count ? Int64(other.limbs[at]) : 0) - borrow
      limbs[at] = UInt32(truncatingIfNeeded: own)
      borrow = own < 0 ? 1 : 0
    }
    trim()
  }
}
