import Evidence
import LogReading

private let table = PatternTable([
  LogPattern(id: "FD7001", literals: ["has failed, address is now gated for ["]),
  LogPattern(id: "FD7002", literals: ["Connection refused: ", "dropping message ["]),
])

/// Any bytes as a log, in chunks of any size: no trap, no hang, and events that stand in the file.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = Bytes(start: bytes, count: count)
  let size = 1 + Int(text.first ?? 0)
  var reader = LogReader(table)
  reader.open("fuzz.log")
  var at = 0
  while at < count {
    let end = min(at + size, count)
    reader.read(Bytes(rebasing: text[at..<end]))
    at = end
  }
  reader.close()
  let logs = reader.evidence()
  for event in logs.events {
    precondition(!event.ids.isEmpty && event.line >= 1 && event.lastLine >= event.line)
    precondition(event.lastLine <= logs.files[0].lines && event.column >= 1)
  }
  // Single lines too, whatever the file they are in looks like.
  let line = String(decoding: text, as: UTF8.self)
  _ = LogLine(text)
  _ = AddressText.addresses(in: line)
  if let pause = GCText.pause(line) { precondition(pause.durationMs.isFinite) }
  _ = DeathText.death(line, file: 0, number: 1, time: nil)
  var trace = TraceText()
  trace.read(text)
  if let value = JSONText.parse(text) { _ = ContainerText.deaths(value, file: 0) }
  return 0
}
