/// What fills a Flink log when nothing is wrong, so that a search can avoid to look for it.
struct UsualText {
  private let counts: [UInt32: Int]

  init() {
    var counts: [UInt32: Int] = [:]
    let bytes = Array(Self.sample.utf8)
    for at in 0..<max(0, bytes.count - 3) { counts[Self.block(bytes, at), default: 0] += 1 }
    self.counts = counts
  }

  /// Where in a literal the stretch begins that stands in a usual log least often.
  ///
  /// The nearer to its end four bytes are, the shorter is the step that they cost.
  func rarestWindow(of literal: [UInt8], length: Int) -> Int {
    let starts = 0...(literal.count - length)
    let costs = starts.map { start in
      (3..<length).reduce(0) { cost, end in
        cost + (counts[Self.block(literal, start + end - 3)] ?? 0)
          * (end + (end == length - 1 ? 40 : 0))
      }
    }
    return zip(starts, costs).min { $0.1 < $1.1 }?.0 ?? 0
  }

  private static func block(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: UInt32.self) }
  }

  private static let sample = """
    2026-11-22 15:23:44,079 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint        [] - \
    Starting the services and components.
    2026-11-22 15:23:45,101 INFO  org.apache.flink.runtime.executiongraph.ExecutionGraph       [] - \
    Source: Custom Source -> Map (1/4) (635bdc293b3acfe4dc51c433914d8583) switched from CREATED to \
    SCHEDULED. Deploying to RUNNING, from DEPLOYING to INITIALIZING.
    2026-11-22 15:23:45,101 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor           [] - \
    Receive slot request for job from resource manager with leader id, allocated slot.
    2026-11-22 15:23:45,101 INFO  org.apache.flink.runtime.checkpoint.CheckpointCoordinator    [] - \
    job bytes in ms type=CHECKPOINT
    2026-11-22 15:23:45,101 WARN  org.apache.flink.runtime.taskmanager.Task                    [] - \
    Map (1/4)#0 (635bdc293b3acfe4dc51c433914d8583) with failure cause: java.lang.Exception
    2026-11-22 15:23:45,101 DEBUG org.apache.flink.streaming.api.operators.StreamTask          [] -
    \tat org.apache.flink.runtime.jobmaster.JobMaster.resourceManager(JobMaster.java:1248) \
    ~[flink-dist_2.12-1.14.6.jar:1.14.6]
    \tat org.apache.flink.runtime.rpc.akka.AkkaRpcActor.handleRunAsync(AkkaRpcActor.java:440)
    \tat org.apache.flink.streaming.runtime.tasks.StreamTask.runMailboxLoop(StreamTask.java:761)
    \tat akka.japi.pf.UnitCaseStatement.apply(CaseStatements.scala:24) [flink-dist:1.12.5]
    \tat scala.PartialFunction.applyOrElse(PartialFunction.scala:127) org.apache.pekko.actor.Actor
    \tat java.util.concurrent.CompletableFuture.uniWhenComplete(CompletableFuture.java:859)
    \tat java.base/java.lang.Thread.run(Thread.java:840) ~[?:?] ... 27 more
    \tat java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:624)
    \tat sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
    Loading configuration property: taskmanager.memory.process.size, jobmanager.rpc.address
    """
}
