import Glibc

/// Runs a call that cannot be interrupted on a thread of its own, and waits no longer than `end`.
///
/// nil when time ran out, the task was cancelled or the system gives no thread. The thread is then
/// left behind: it ends with its call or with the process. Where no time is left there is none.
package func blocking<Value: Sendable>(
  until end: ContinuousClock.Instant, _ call: @escaping @Sendable () -> Value
) async -> Value? {
  guard ContinuousClock.now < end else { return nil }
  let (values, sink) = AsyncStream<Value>.makeStream()
  detach {
    sink.yield(call())
    sink.finish()
  } otherwise: {
    sink.finish()
  }
  return await withTaskGroup(of: Value?.self) { race in
    race.addTask {
      for await value in values { return value }
      return nil
    }
    race.addTask {
      try? await Task.sleep(until: end, clock: .continuous)
      return nil
    }
    let first = await race.next() ?? nil
    race.cancelAll()
    return first
  }
}

private final class Work: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func detach(_ run: @escaping @Sendable () -> Void, otherwise: () -> Void) {
  // Without its initialiser, which the compiler ascribes to whatever C module it met first.
  let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
  defer { attributes.deallocate() }
  pthread_attr_init(attributes)
  defer { pthread_attr_destroy(attributes) }
  pthread_attr_setdetachstate(attributes, Int32(PTHREAD_CREATE_DETACHED))
  let work = Unmanaged.passRetained(Work(run))
  var thread = pthread_t()
  let status = pthread_create(
    &thread, attributes,
    { context in
      if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
      return nil
    }, work.toOpaque())
  if status != 0 {
    work.release()
    otherwise()
  }
}
