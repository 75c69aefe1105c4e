import Evidence
import Rehearsal

/// The demo's lines: what happens, and below it what real Flink logs then.
///
/// The words of Flink are those of its logs, seen in 1.12.5 and 1.20.5; they are at INFO.
enum DemoLines {
  static func lines(_ event: RehearsalDemo.Event) -> [String] {
    switch event {
    case .jobManager(.listening(let listener)):
      return [
        "jobmanager     listens on 127.0.0.1 port \(listener.port ?? 0) (\(listener.role.words))",
        listener.role == .blobServer
          ? flink("Started BLOB server at 127.0.0.1:\(listener.port ?? 0)")
          : flink(
            "Remoting started; listening on addresses :[pekko.tcp://flink@127.0.0.1:"
              + "\(listener.port ?? 0)]"),
      ]
    case .jobManager(.registered(let node, let isBack)):
      let id = "\(node.host):\(node.rpcPort)"
      return [
        "jobmanager     \(node.machine) \(isBack ? "is back as" : "registers as") \(id), "
          + "\(node.memoryBytes >> 20) MiB, \(node.cpus) CPU, data port \(node.dataPort)",
        flink(
          "Registering TaskManager with ResourceID \(id)-1a2b3c "
            + "(pekko.tcp://flink@\(id)/user/rpc/taskmanager_0) at ResourceManager"),
      ]
    case .jobManager(.heartbeat(let machine, let number)):
      return ["jobmanager     heartbeat \(number) of \(machine)"]
    case .jobManager(.late(let node, let silence)):
      return [
        "jobmanager     nothing from \(node.machine) for \(seconds(silence)): late, not yet lost"
      ]
    case .jobManager(.lost(let node, let silence)):
      let id = "\(node.host):\(node.rpcPort)-1a2b3c"
      return [
        "jobmanager     nothing from \(node.machine) for \(seconds(silence)): lost (Flink waits "
          + "heartbeat.timeout, 50 s)",
        flink("The heartbeat of TaskManager with id \(id) timed out."),
        flink(
          "Closing TaskExecutor connection \(id) because: The heartbeat of TaskManager with id "
            + "\(id) timed out."),
      ]
    case .jobManager(.left(let node)): return ["jobmanager     \(node.machine) takes its leave"]
    case .taskManager(let number, .registered(_, let isBack)) where !isBack:
      return [
        "taskmanager-\(number)  is registered",
        flink("Successful registration at resource manager pekko.tcp://flink@…/user/rpc/…"),
      ]
    case .taskManager(let number, .disconnected(let why)):
      return [
        "taskmanager-\(number)  \(why), and registers again",
        flink("The heartbeat of ResourceManager with id … timed out."),
      ]
    case .frozen(let name):
      return ["               --- \(name) freezes, as in a long garbage collection ---"]
    case .thawed(let name):
      return ["               --- \(name) goes on ---"]
    case .jobManager, .taskManager: return []
    }
  }

  /// `12.3 s`, of one width.
  static func clock(_ seconds: Double) -> String {
    let tenths = Int(seconds * 10)
    let text = "\(tenths / 10).\(tenths % 10)"
    return String(repeating: " ", count: max(0, 5 - text.count)) + text
  }

  private static func flink(_ line: String) -> String { "               Flink logs: \(line)" }

  private static func seconds(_ milliseconds: Double) -> String {
    "\((milliseconds / 100).rounded() / 10) s"
  }
}
