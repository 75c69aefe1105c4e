/// Hands on what `body` makes of each value, in their order; as many are at work as there are cores.
func concurrently<Value: Sendable, Made: Sendable>(
  _ values: [Value], _ body: @escaping @Sendable (Value) async -> Made, then handOn: (Made) -> Void
) async {
  await withTaskGroup { group in
    for (at, value) in values.enumerated() { group.addTask { (at, await body(value)) } }
    var early: [Int: Made] = [:]
    var next = 0
    for await (at, made) in group {
      early[at] = made
      while let ready = early.removeValue(forKey: next) {
        handOn(ready)
        next += 1
      }
    }
  }
}
