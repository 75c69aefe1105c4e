import Evidence
import LogReading
import Testing

/// What others say of the end of a process.
struct DeathTextTests {
  @Test
  func `the kernel`() throws {
    let death = try #require(
      DeathText.death(
        "Memory cgroup out of memory: Killed process 48213 (java) total-vm:9261124kB, "
          + "anon-rss:4193880kB", file: 0, number: 1, time: nil))
    #expect(death.source == .kernel && death.isOutOfMemory && death.name == "java 48213")
  }

  @Test
  func `YARN`() throws {
    let death = try #require(
      DeathText.death(
        "Container [pid=12,containerID=container_e01_1_01_000002] is running beyond physical memory "
          + "limits. Current usage: 4.1 GB of 4 GB physical memory used", file: 0, number: 1,
        time: nil))
    #expect(death.source == .yarn && death.reason == "OOMKilled")
    #expect(death.name == "container_e01_1_01_000002")
    let code = try #require(
      DeathText.death(
        "Container exited with a non-zero exit code 143", file: 0, number: 1, time: nil))
    #expect(code.exitCode == 143)
    #expect(DeathText.death("Killed process of thoughts", file: 0, number: 1, time: nil) == nil)
  }

  @Test
  func `kubectl and docker`() {
    let pods = #"""
      {"apiVersion": "v1", "items": [
        {"kind": "Pod", "metadata": {"name": "tm-1"}, "spec": {"nodeName": "n1"}, "status": {
          "containerStatuses": [{"restartCount": 3, "lastState": {"terminated": {
            "exitCode": 137, "reason": "OOMKilled", "finishedAt": "2025-01-01T09:24:06Z"}}}]}},
        {"kind": "Event", "reason": "Evicted", "message": "low on memory",
         "involvedObject": {"name": "tm-2"}, "lastTimestamp": "2025-01-01T09:25:00Z"},
        {"kind": "Event", "reason": "Pulled", "involvedObject": {"name": "tm-2"}}]}
      """#
    let docker = #"""
      [{"Id": "0a", "Name": "/tm", "RestartCount": 0, "State": {"Running": false, "ExitCode": 137,
        "OOMKilled": true, "Error": "", "FinishedAt": "2025-01-01T09:24:06.123456789Z"}}]
      """#
    let logs = LogReader.evidence(
      of: [("pods.json", Array(pods.utf8)), ("docker.json", Array(docker.utf8))], patterns: [])
    #expect(logs.deaths.map(\.name) == ["tm-1", "tm", "tm-2"])
    #expect(logs.deaths.map(\.isOutOfMemory) == [true, true, false])
    #expect(logs.deaths[0].time == 1_735_723_446_000 && logs.deaths[0].restarts == 3)
    #expect(logs.deaths[0].node == "n1" && logs.deaths[2].reason == "Evicted")
  }
}
