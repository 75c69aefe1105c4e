/// The last round trips as a row of bars; a step up is about three times as long.
package struct Sparkline: Sendable {
  private var values: [Double?] = []
  private let width: Int

  package init(width: Int) { self.width = max(width, 1) }

  /// nil stands for a lost connection.
  package mutating func add(_ milliseconds: Double?) {
    values.append(milliseconds)
    if values.count > width { values.removeFirst() }
  }

  package var text: String {
    String(values.map { $0.map(Self.bar) ?? "×" })
  }

  private static func bar(_ milliseconds: Double) -> Character {
    let bounds = [1.0, 3, 10, 30, 100, 1000, 10_000]
    let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return bars[bounds.firstIndex { milliseconds < $0 } ?? bounds.count]
  }
}
