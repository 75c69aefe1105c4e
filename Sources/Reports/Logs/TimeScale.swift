/// Where a time stands in a picture whose quiet stretches are cut short.
struct TimeScale {
  /// A stretch that is narrower than it was long.
  struct Cut {
    var x: Int
    var width: Int
    var milliseconds: Int64
  }

  private var times: [Int64] = []
  private var places: [Double] = []
  private(set) var cuts: [Cut] = []

  /// A quiet stretch is at most as wide as this many milliseconds would be.
  private static let longest: Int64 = 60_000

  init(_ all: [Int64], from left: Int, to right: Int) {
    times = Array(Set(all)).sorted()
    guard let first = times.first else { return }
    var sum = 0.0
    var sums = [0.0]
    var before = first
    for time in times.dropFirst() {
      sum += Double(min(time - before, Self.longest))
      sums.append(sum)
      before = time
    }
    let room = Double(right - left)
    places = sums.map { Double(left) + (sum == 0 ? room / 2 : $0 / sum * room) }
    for at in times.indices.dropFirst() where times[at] - times[at - 1] > Self.longest {
      cuts.append(
        Cut(
          x: Int(places[at - 1]), width: max(1, Int(places[at] - places[at - 1])),
          milliseconds: times[at] - times[at - 1]))
    }
  }

  var isEmpty: Bool { times.isEmpty }

  func x(_ time: Int64) -> Int {
    guard let after = times.firstIndex(where: { $0 >= time }) else { return Int(places.last ?? 0) }
    guard after > 0, times[after] != time else { return Int(places[after]) }
    let part = Double(time - times[after - 1]) / Double(times[after] - times[after - 1])
    return Int(places[after - 1] + part * (places[after] - places[after - 1]))
  }

  /// Some of the times, so far apart that their labels do not touch.
  var ticks: [(x: Int, time: Int64)] {
    var ticks: [(x: Int, time: Int64)] = []
    for (time, place) in zip(times, places) where Int(place) - (ticks.last?.x ?? -1000) >= 110 {
      ticks.append((Int(place), time))
    }
    return ticks
  }
}
