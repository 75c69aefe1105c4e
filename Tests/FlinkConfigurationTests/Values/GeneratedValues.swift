/// Values for a grammar, the same in every run: put together from its own pieces, and bent a little.
struct GeneratedValues {
  private var random: SplitMix
  private let pieces: [String]

  /// What breaks readers: blanks of all kinds, signs, digits and letters of other scripts.
  private static let traps = [
    " ", "  ", "\t", "\n", "\r", "\u{A0}", "\u{2007}", "\u{2028}", "\u{3000}", "\u{FEFF}", "\0",
    "\u{1F}", "\u{85}", "-", "+", ".", ",", ":", ";", "'", "\"", "\\", "/", "#", "%", "_", "[", "]",
    "{", "}", "(", "0", "1", "9", "\u{665}", "\u{FF15}", "\u{1D7D9}", "\u{96F}", "e", "E", "x", "d",
    "F", "\u{212A}", "\u{17F}", "\u{131}", "\u{130}", "\u{3BC}", "\u{B5}", "\u{FF41}", "\u{1F600}",
    "=", "a", "Z", "$", "&", "*", "@", "!", "?", "^", "`", "<", "~",
  ]

  init(seed: UInt64, pieces: [String]) {
    random = SplitMix(state: seed)
    self.pieces = pieces
  }

  mutating func next() -> String {
    var scalars: [Unicode.Scalar] = []
    for _ in 0...random.below(4) { scalars += pieces[random.below(pieces.count)].unicodeScalars }
    // Half of them stay as they are.
    for _ in 0..<[0, 0, 0, 1, 1, 2][random.below(6)] {
      let at = random.below(scalars.count + 1)
      let trap = Self.traps[random.below(Self.traps.count)].unicodeScalars
      switch random.below(3) {
      case 0: scalars.insert(contentsOf: trap, at: at)
      case 1: if at < scalars.count { scalars.remove(at: at) }
      default: if at < scalars.count { scalars.replaceSubrange(at...at, with: trap) }
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}

/// Steele, Lea and Flood's SplitMix64, whose numbers are the same on every machine.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
