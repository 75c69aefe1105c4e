/// What `body` makes of each value, in their order; several are at work at once.
///
/// One value stays on this thread: to start a pool of threads costs more than most inputs take.
func concurrently<Value: Sendable, Made: Sendable>(
  _ values: [Value], _ body: @escaping @Sendable (Value) async -> Made
) async -> [Made] {
  if values.count == 1 { return [await body(values[0])] }
  return await withTaskGroup { group in
    for (at, value) in values.enumerated() { group.addTask { (at, await body(value)) } }
    return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
