import ArgumentParser

/// A wait on the command line: `3s`, `500ms`, `2` (seconds), `1.5s`, `1m`.
struct ProbeDuration: ExpressibleByArgument {
  let duration: Duration

  init(_ duration: Duration) {
    self.duration = duration
  }

  init?(argument: String) {
    let number = argument.prefix { $0.isNumber || $0 == "." }
    let factors: [Substring: Double] = ["": 1000, "s": 1000, "ms": 1, "m": 60_000, "min": 60_000]
    guard let value = Double(number), let factor = factors[argument.dropFirst(number.count)],
      value > 0, value * factor <= 86_400_000
    else { return nil }
    duration = .milliseconds(Int64((value * factor).rounded(.up)))
  }

  var defaultValueDescription: String { "\(duration.components.seconds)s" }
}
