/// Hands on what `body` makes of each value, in their order; several are at work at once.
///
/// One value stays on this thread: to start a pool of threads costs more than most inputs take.
func concurrently<Value: Sendable, Made: Sendable>(
  _ values: [Value], _ body: @escaping @Sendable (Value) async -> Made, then handOn: (Made) -> Void
) async {
  if values.count == 1 { return handOn(await body(values[0])) }
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
