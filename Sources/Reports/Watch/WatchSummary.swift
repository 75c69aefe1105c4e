/// What a watch came to, in memory that does not grow with its length.
package struct WatchSummary: Sendable, Hashable {
  /// The longest waits, as they ended.
  package struct Stall: Sendable, Hashable {
    package var milliseconds: Double
    /// ISO 8601: when it was over.
    package var until: String
  }

  package private(set) var answered = 0
  package private(set) var lost = 0
  package private(set) var shortest: Double?
  package private(set) var longest: Double?
  package private(set) var stalls: [Stall] = []
  package private(set) var stallCount = 0
  /// How many round trips took up to `1.1^n` microseconds.
  private var buckets = [Int](repeating: 0, count: 256)

  private static let mostStalls = 20

  package init() {}

  /// `stallMs` is what counts as a stall.
  package mutating func add(_ milliseconds: Double, at time: String, stallMs: Double) {
    answered += 1
    shortest = min(shortest ?? milliseconds, milliseconds)
    longest = max(longest ?? milliseconds, milliseconds)
    buckets[Self.bucket(milliseconds)] += 1
    guard milliseconds >= stallMs else { return }
    stallCount += 1
    stalls.append(Stall(milliseconds: milliseconds, until: time))
    if stalls.count > Self.mostStalls,
      let least = stalls.indices.min(by: { stalls[$0].milliseconds < stalls[$1].milliseconds })
    {
      stalls.remove(at: least)
    }
  }

  package mutating func addLoss() { lost += 1 }

  /// Within ten per cent; nil when nothing came back.
  package var median: Double? {
    var left = (answered + 1) / 2
    for (bucket, count) in buckets.enumerated() where count > 0 {
      left -= count
      if left <= 0 { return Self.value(bucket) }
    }
    return nil
  }

  private static func bucket(_ milliseconds: Double) -> Int {
    var bucket = 0
    var bound = 0.001
    while bound < milliseconds, bucket < 255 {
      bound *= 1.1
      bucket += 1
    }
    return bucket
  }

  private static func value(_ bucket: Int) -> Double {
    (0..<bucket).reduce(0.001) { value, _ in value * 1.1 }
  }
}
