import Evidence
import Rehearsal
import Reports

/// One line for what happens in a rehearsal; nil for what only a live view shows.
enum NewsLine {
  static func text(_ news: RehearsalNews) -> String? {
    switch news {
    case .listening(let listener):
      guard let port = listener.port else {
        return "cannot listen on \(listener.address) port \(listener.wanted) (\(listener.key)): "
          + (listener.error ?? "no reason given")
      }
      return "listens on \(listener.address) port \(port) (\(listener.key))"
    case .searching(let why): return "looks for the JobManager: \(why)"
    case .registered(let node, let isBack):
      let size = node.memoryBytes > 0 ? ", \(node.memoryBytes >> 20) MiB, \(node.cpus) CPUs" : ""
      return (isBack ? "is back: " : "registered: ")
        + "\(node.machine) as \(node.host):\(node.rpcPort), data port \(node.dataPort)\(size)"
    case .late(let node, let silence):
      return "late: nothing from \(node.machine) for \(seconds(silence))"
    case .lost(let node, let silence):
      return "lost: nothing from \(node.machine) for \(seconds(silence))"
    case .left(let node): return "left: \(node.machine)"
    case .measured(let path):
      guard path.outcome != .reached || path.stuckBytes != nil else { return nil }
      return "\(path.from) to \(path.to) (\(path.host) \(path.address) port \(path.port)): "
        + RehearsalWords.outcome(path)
    case .visitor(let visitor): return "\(visitor.from): \(visitor.words)"
    case .disconnected(let why): return "disconnected: \(why)"
    case .complete: return "all are in, and every way is measured"
    case .heartbeat: return nil
    }
  }

  private static func seconds(_ milliseconds: Double) -> String {
    "\((milliseconds / 100).rounded() / 10) s"
  }
}
