import Evidence
import LogReading
import Testing

struct LogReaderTests {
  @Test
  func `every log that is given is a file of the evidence`() {
    let logs = LogReader.evidence(of: [(path: "taskmanager.log", bytes: [])], patterns: [])
    #expect(logs.files.map(\.path) == ["taskmanager.log"])
  }
}
